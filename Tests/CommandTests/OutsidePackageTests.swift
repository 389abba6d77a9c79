import Foundation
import TestSupport
import Testing

/// The engine as other packages get it: by a version of this repository, in a package that has nothing else of it.
@Suite("A package outside this repository")
struct OutsidePackageTests {
  @Test("It depends on the engine's libraries by version, has one copy of them, and nothing that only books need")
  func dependsByVersion() throws {
    let folder = try TemporaryFolder()
    try Self.tag(version: "1.2.3", in: folder.path + "/colophon")
    for (file, text) in Self.files { try folder.write(text, to: "line/" + file) }
    let package = folder.path + "/line"

    let built = try tool(["swift", "build"], in: package, program: "/usr/bin/env")
    try #require(built.exitCode == 0, "\(built.output)\(built.errors)")
    let checkouts = try FileManager.default.contentsOfDirectory(atPath: package + "/.build/checkouts")
    #expect(checkouts == ["colophon"])

    let run = try tool([], in: package, program: package + "/.build/debug/line")
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(
      run.output == """
        [2, 2, 2]
        3.00 -2.00
        loss: true
        <svg true
        unsigned bytes of shape [3]
        layer   output   parameters
        dense1  [21, 1]           2
        2 parameters, all trainable
        3.00

        """)

    // What a part that is loaded later computes stands on the tape of the program: both have the same shared library.
    let parts = try tool([package + "/.build/debug/libPart.so"], in: package, program: package + "/.build/debug/parts")
    #expect(parts.output == "[2.0, 4.0, 6.0]\n", "\(parts.errors)")
  }

  /// Makes a repository of the package as it is now, with a tag.
  private static func tag(version: String, in repository: String) throws {
    try FileManager.default.createDirectory(atPath: repository, withIntermediateDirectories: true)
    for name in ["Package.swift", "Sources", "Tests"] {
      try FileManager.default.copyItem(atPath: packageRoot + "/" + name, toPath: repository + "/" + name)
    }
    let author = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    for arguments in [["init"], ["add", "."], author + ["commit", "-m", "All"], author + ["tag", version]] {
      let done = try tool(
        ["git"] + arguments, in: repository, program: "/usr/bin/env")
      try #require(done.exitCode == 0, "\(done.errors)")
    }
  }

  private static let files = [
    "Package.swift": """
    // swift-tools-version: 6.1
    import PackageDescription

    func engine(_ name: String) -> Target.Dependency { .product(name: name, package: "colophon") }

    let package = Package(
      name: "line",
      products: [.library(name: "Part", type: .dynamic, targets: ["Part"])],
      dependencies: [.package(url: "../colophon", from: "1.0.0", traits: [])],
      targets: [
        .target(name: "Fitting", dependencies: [engine("Networks"), engine("Tensors")]),
        .target(name: "Part", dependencies: [engine("ColophonEngine")]),
        .executableTarget(name: "parts", dependencies: [engine("ColophonEngine")]),
        .executableTarget(
          name: "line",
          dependencies: ["Fitting"] + ["Tensors", "Networks", "Figures", "DataSets", "Notebook"].map(engine)),
      ])

    """,
    "Sources/Part/Part.swift": """
    import Tensors

    @_cdecl("squared")
    public func squared(_ value: UnsafeMutableRawPointer) {
      let tensor = value.assumingMemoryBound(to: Tensor.self)
      tensor.pointee = tensor.pointee * tensor.pointee
    }

    """,
    "Sources/parts/main.swift": """
    import Glibc
    import Tensors

    guard let part = dlopen(CommandLine.arguments[1], RTLD_NOW), let symbol = dlsym(part, "squared") else {
      fatalError(String(cString: dlerror()))
    }
    let squared = unsafeBitCast(symbol, to: (@convention(c) (UnsafeMutableRawPointer) -> Void).self)
    let x: Tensor = [1, 2, 3]
    let slope = gradient(at: x) { x in
      var y = x
      withUnsafeMutablePointer(to: &y) { squared($0) }
      return y
    }
    print(slope.scalars)

    """,
    "Sources/Fitting/Fitting.swift": """
    import Networks
    import Tensors

    /// Learns what the loss asks for.
    public func fit<M: Module>(_ model: M, steps: Int, _ loss: (M) -> Tensor) -> [Float] {
      var optimiser = SGD(learningRate: 0.5)
      return (0..<steps).map { _ in
        let (value, gradients) = valueWithGradient(at: model) { loss($0) }
        optimiser.update(model, along: gradients)
        return value.scalar
      }
    }

    """,
    "Sources/line/main.swift": """
    import DataSets
    import Figures
    import Fitting
    import Networks
    import Notebook
    import Tensors

    let x: Tensor = [1, 2, 3]
    show(gradient(at: x) { 2 * $0 }.formatted(digits: 0))

    seed(1)
    let points = Tensor(from: -1, through: 1, count: 21).reshaped(to: [21, 1])
    let model = Model(Dense(inputs: 1, outputs: 1))
    // The loss, made here, is differentiated by another module, with the same tape.
    let losses = fit(model, steps: 200) { meanSquaredError($0(points), 3 * points - 2) }
    let (slope, start) = (model.body.weights.value.scalars[0], model.body.bias!.value.scalars[0])
    print(rounded(slope), rounded(start))
    print("loss:", losses[199] < 1e-8 && losses[0] > 1)

    let picture = LineChart(losses).picture
    print(picture.svg.prefix(4), picture.description.hasPrefix("Line chart"))
    print(try IDX(bytes: [0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 9]))
    print(model.summary(input: [21, 1]))

    try model.save(to: "line.safetensors")
    model.body.weights.value = Tensor(zeros: [1, 1])
    try model.load(from: "line.safetensors")
    print(rounded(model.body.weights.value.scalars[0]))

    func rounded(_ value: Float) -> String {
      let hundredths = Int((value * 100).rounded())
      let digits = String(abs(hundredths) % 100)
      return (hundredths < 0 ? "-" : "") + "\\(abs(hundredths) / 100)." + (digits.count < 2 ? "0" + digits : digits)
    }

    """,
  ]
}
