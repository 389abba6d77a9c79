import Synchronization

// Since a block of random numbers is a function of seed and position, all that the default generator has to protect is
// the position: whoever draws takes the next blocks by adding to it.
private let defaultSeed = Atomic<UInt64>(0)
private let defaultPosition = Atomic<UInt64>(0)

/// Begins the sequence of the default generator anew.
///
/// Random tensors and layers for which no generator is named take their numbers from there. A program begins with seed 0,
/// so that it gives the same numbers each time it runs. They are other numbers than those of a `RandomGenerator` with the
/// same seed.
public func seed(_ value: UInt64) {
  defaultSeed.store(value, ordering: .relaxed)
  defaultPosition.store(0, ordering: .relaxed)
}

extension RandomGenerator {
  /// The default generator where it now stands, having set aside the blocks for `count` numbers.
  package static func reserving(_ count: Int) -> RandomGenerator {
    let end = defaultPosition.add(blocks(for: count), ordering: .relaxed).newValue
    // Seeds are small numbers mostly, so none of a program's own is near: the fraction of the golden ratio.
    var generator = RandomGenerator(seed: defaultSeed.load(ordering: .relaxed) ^ 0x9E37_79B9_7F4A_7C15)
    generator.position = end - blocks(for: count)
    return generator
  }
}
