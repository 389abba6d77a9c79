extension LiteralTests {
  /// Expressions of literals and of the variables of `LiteralScript`, most of them in forms that the engine's operators and
  /// literals could reach.
  static let expressions = lines(
    #"""
    1 / 3 + 0.5
    1 / 3
    1.0 / 3
    1 / 3.0
    7 / 2 * 2.0
    2 * (1 / 3 + 0.5)
    -1 / 3 + 0.5
    -(1 / 3) + 0.5
    +1 / 3 - 0.5
    1 - 2 / 4 + 0.25
    10 % 3
    -7 / 2
    -7 % 3
    1 << 3
    1 << 3 + 1
    0x10 + 0.5
    1e3 / 3
    1_000 / 3 + 1e-3
    2 + 2
    2 + 2.0
    0.1 + 0.2
    n
    n * 1.5
    n / 2
    n / 2 + 0.5
    n + 1.5
    n - 0.5
    1.5 + n
    1.5 * n
    0.5 - n
    n * 2
    n * n
    -n
    -n + 2
    n % 2
    d * 2
    d / 2
    2 * d
    1 - d
    d + n
    n * d
    n / d
    d - n
    d + 1 / 2
    1 / 2 + d
    f * 2
    f / 2
    1 / 2 * f
    f + 0.5
    f + d
    f * n
    n * f
    Double(n) * 1.5
    Double(n) / 2
    Float(n) * 1.5
    Float(n) + d
    Int(d) + 1
    Int(2.7) + 0.5
    1 / 2 * 3.0
    4 / 8 == 0.5
    1 == 1.0
    n == 3
    n == 3.0
    n < 3.5
    n < 4
    d == n
    d < 3
    0.5 < 1
    1 / 2 < 0.5
    1 / 2 == 0
    f == d
    n != 2
    [1, 2, 3]
    [1, 2.5, 3]
    [1, n]
    [1, d]
    [n, d]
    [1.5, n]
    [[1, 2], [3, 4]]
    [[1, 2.5], [3, 4]]
    [[1, 2], [n, 4]]
    [1, 2] + [3]
    [1, 2] + [3.5]
    [1, 2] + [3] + [4]
    [1, 2] + (1...3)
    [1, 2] + [n]
    [1, 2] + [d]
    [n] + [3]
    [1, 2] + numbers
    numbers + [3] + numbers
    [1] + values + [2]
    [] + [1]
    [1] + []
    [[1, 2]] + [[3]]
    [[[1]]] + [[[2]]]
    [[[1]]] + [[[2.5]]]
    [[1, 2] + [3], [4]]
    [-1] + [2]
    [1 / 2] + [2]
    [1, 2].map { $0 * 2 } + [3]
    [3] + [1, 2].map { $0 * 0.5 }
    ([1, 2] + [3]).map { $0 * 2 }
    ([1, 2] + [3]).reduce(0, +)
    ([1, 2] + [3.5]).count
    ([1, 2] + [3])[2]
    "\([1, 2] + [3])"
    ([1, 2] + [3], 4)
    n > 2 ? [1] + [2] : [3]
    [1, 2] + [3] == [1, 2, 3]
    [1, 2] + [3.5] == [1, 2, 3.5]
    [1, 2] + ["a"]
    ["a"] + [1]
    ["a"] + ["b"]
    [1, 2] + [nil]
    [1, 2] + [true]
    [1, nil] + [2]
    [1: 2] + [3]
    [UInt8(1)] + [2, 3]
    [2] + [UInt8(1)] + [3]
    [f] + [1, 2]
    [1, 2] + [f, n]
    [1, 2][...] + [3]
    [1, 2] + [3][...]
    [1, 2] + Set([3])
    [[1], [2]].reduce([], +)
    [[1], [2]].reduce([0], +)
    zip([[1]], [[2]]).map(+)
    [(1, 2)] + [(3, 4)]
    generic([1, 2] + [3])
    generic([1, 2] + [3.5])
    Set([1] + [2]).count
    Array([1] + [2])
    max(1, ([2] + [3]).count)
    { $0 + [1] }([2])
    { $0 + $1 }([2], [3])
    [1, 2] + [3] as [Double]
    [1, 2] + [3] as [UInt8]
    [1, 2] + [3] as Set<Int>
    numbers += [1] + [2]
    numbers = [1] + [2]
    values = [1] + [2]
    [[UInt8]("ab".utf8) + [1, 2], [3] + Array("c".utf8) + [4, 5] + [6]]
    [1, 2] == [1, 2]
    [1, 2] == [1.0, 2]
    [1, 2, 3].map { $0 * 2 }
    [1, 2, 3].map { $0 * 0.5 }
    [1, 2, 3].map { $0 / 2 }
    [1, 2, 3].map { Double($0) / 2 }
    [1, 2, 3].reduce(0, +)
    [1, 2, 3].reduce(0) { $0 + $1 }
    [1, 2.5].reduce(0, +)
    [1, 2, 3].reduce(1, *)
    [1, 2, 3].reduce(0.5) { $0 + Double($1) }
    [1, 2, 3].reduce(0, +) / 2
    [1, 2, 3].reduce(0, +) / 2 + 0.5
    [1, 2, 3].max()
    [1, 2, 3].min()! + 1
    [1, 2, 3].count / 2
    [1, 2, 3].count * 1.5
    [1, 2, 3][1] * 2
    [1, 2, 3][1] * 1.5
    [3, 1, 2].sorted()
    [1, 2, 3].first! / 2
    [1, 2, 3].contains(2)
    [1.5, 2].contains(2)
    (1...3).map { $0 * $0 }
    (1...3).map { $0 * 1.5 }
    (1...3).map { 1 / Double($0) }
    (0..<3).reduce(0, +)
    (1...3).contains(2)
    1...3
    1..<3
    0.5...1
    0...1.5
    stride(from: 0, to: 1, by: 0.25).map { $0 }
    stride(from: 0, to: 10, by: 5).map { $0 * 2 }
    stride(from: 1, through: 2, by: 0.5).reduce(0, +)
    min(1, 2)
    min(1, 2.5)
    max(1, 2, 3.5)
    max(n, 2)
    max(n, 2.5)
    max(d, 1)
    max(f, 1)
    min(n, d)
    abs(-3)
    abs(-3.5)
    abs(n - 5)
    abs(1 / 2 - 1.0)
    abs(d - 3)
    true ? 1 : 2
    true ? 1 : 2.5
    n > 2 ? 1 : 0
    n > 2 ? n : 0.5
    n > 2 ? d : 0
    d > 2 ? 1 / 2 : 0.5
    "\(1 / 3 + 0.5)"
    "\(n * 1.5)"
    "\(n / 2)"
    "\(1 / 2)"
    "n is \(n), d is \(d)"
    "a" + "b"
    "a" + "\(1 + 2)"
    "a" + 1
    String(1 / 2)
    String(0.5 + 1)
    "\([1, 2.5])"
    (1, 2.5)
    (1 / 2, 0.5)
    (1 / 3 + 0.5, 2)
    3.squareRoot()
    2.0.squareRoot()
    9.0.squareRoot() / 2
    n.magnitude
    (-2.5).magnitude
    -2.magnitude
    2.5.rounded()
    n.isMultiple(of: 2)
    (1 / 3 + 0.5).rounded()
    [1: 2, 3: 4]
    [1: 2.5]
    ["a": 1, "b": 2.5]
    [] as [Int]
    [1, 2] as [Double]
    1 as Double
    1 / 2 as Double
    Set([1, 2, 2]).count
    Array(repeating: 0, count: 2)
    Array(repeating: 0.5, count: 2)
    [Int](repeating: 1, count: 2)
    zip([1, 2], [3.5, 4]).map { Double($0) * $1 }
    zip([1, 2], [3, 4]).map { $0 * $1 }
    zip([1, 2], [3.5, 4]).map { $0 * $1 }
    [[1, 2], [3, 4]].map { $0.reduce(0, +) }
    [[1, 2], [3, 4]].flatMap { $0 }
    [1, 2].map { [$0, $0 * 2] }
    [1, 2, 3].enumerated().map { $0 * $1 }
    [1, 2, 3].filter { $0 > 1.5 }
    [1, 2, 3].filter { $0 > 1 }.count
    [1, 2, 3].allSatisfy { $0 > 0 }
    { (x: Int) in x * 2 }(4)
    { $0 * 2 }(4)
    { $0 * 0.5 }(4)
    { $0 + $1 }(1, 0.5)
    twice(1)
    twice(0.5)
    half(1)
    half(n)
    half(1 / 2)
    generic(1)
    generic(1 / 2)
    generic(1 / 3 + 0.5)
    generic([1, 2.5])
    n += 1
    n += 1.5
    d += 1
    d += n
    d *= 2
    d -= 1 / 2
    f += 0.5
    f += d
    n /= 2
    values[0] += 1
    values[0] *= 0.5
    numbers[0] *= 2
    numbers[0] *= 0.5
    numbers += [4]
    numbers += [0.5]
    values += [1]
    n ?? 2
    optional ?? 0.5
    optional ?? 1
    optional! * 1.5
    optional.map { $0 * 2 }
    optional == 3
    optional == nil
    Double.pi * 2
    Double.pi / n
    Int.max / 2
    1 / 0.5 as Float
    UInt8(200) / 3 + 1
    UInt8(200) + 0.5
    Int32(3) * 2
    Int32(3) * 2.5
    Int32(3) + n
    1 & 3 | 4
    ~n
    n & 1 == 1
    !true
    true && n > 2
    1 == 1 && 0.5 < 1
    n is Int
    1 is Double
    -d
    -f
    +n
    [-1, -2.5]
    [-n]
    [-n, 1.5]
    1 - -n
    (n + 1) / 2 * 1.0
    Double(n + 1) / 2
    (d + 1) * (d - 1)
    100 * 850 / 1000
    850 / 1000 * 100.0
    100.0 * 850 / 1000
    correct / total * 100.0
    100 * correct / total
    Double(correct) / Double(total)
    1 / 2 + 1 / 2
    1 / 2 + 1 / 2.0
    3 / 2 * 2
    0 / 1 + 0.0
    2 * 3 * 0.5
    2 * 3 * n
    2 * 3 * d
    n * n * 0.5
    Double(1 / 2)
    Double(1 / 3 + 0.5)
    Double(7 / 2)
    Double(2)
    Double(n)
    Double(n / 2)
    Float(1 / 2)
    Float(2)
    Float(0.1)
    Float(d)
    Int(3.7)
    Int(n)
    Double(1) / 3
    Float(1) / 3
    Float(1 / 3 + 0.5)
    SIMD2(1, 2) .< SIMD2(2, 1)
    SIMD2(1.5, 2) * 2
    SIMD2<Float>(1, 2) .== SIMD2<Float>(1, 3)
    SIMD2(1, 2) .== 1
    n..<5
    [1, 2, 3][0...1]
    [1, 2, 3][1...].reduce(0, +)
    d.squareRoot()
    pow(2)
    -0.0
    0.1 + 0.2 == 0.3
    1e400
    .pi * 2.0
    Float.pi / 2
    1...n
    values.map { $0 / 2 }
    numbers.map { $0 / 2 }
    numbers.map { $0 * 1.5 }
    numbers.map { 1 / $0 }
    numbers.map(Double.init).reduce(0, +) / 3
    numbers.reduce(0, +) / numbers.count
    numbers.reduce(0, +) / numbers.count + 0.5
    values.reduce(0, +) / values.count
    values.reduce(0, +) / Double(values.count)
    values[0] * 2
    values[0] + numbers[0]
    numbers[0] + 0.5
    values.max()! - values.min()!
    zip(values, values).map(*).reduce(0, +)
    zip(numbers, values).map { $0 * $1 }
    numbers.count / 2 * 1.5
    numbers == [1, 2, 3]
    numbers + [1.5]
    [values, [1, 2]]
    [numbers, [0.5]]
    [(1, 2.5), (3, 4)]
    ["x": [1, 2.5]]
    (n, 0.5 + 1)
    n > 1 ? 0.5 : 1
    n > 1 ? [1, 2] : [0.5]
    n > 1 ? nil : 0.5
    if n > 1 { 1 } else { 2 }
    switch n { case 3: 0.5; default: 1 }
    """#)
}
