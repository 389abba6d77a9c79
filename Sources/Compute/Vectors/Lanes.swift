/// Eight numbers at once. Functions of them are plain arithmetic, made of vector instructions on every machine that has some.
@usableFromInline package typealias Lanes = SIMD8<Float>
