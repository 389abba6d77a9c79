// swift-tools-version: 6.2
import Foundation
import PackageDescription

// Versions are exact: the committed `site/` is promised to be byte-identical wherever the book is built, and a
// highlighter or template engine of another version is allowed to render differently.

/// A library that only the book half needs: a package that depends on the engine alone leaves the trait out, and has none of them.
func ofBook(_ name: String, _ package: String) -> Target.Dependency {
  .product(name: name, package: package, condition: .when(traits: ["Book"]))
}

let argumentParser = ofBook("ArgumentParser", "swift-argument-parser")
let yams = ofBook("Yams", "Yams")
let mustache = ofBook("Mustache", "swift-mustache")
let swiftSyntax = ofBook("SwiftSyntax", "swift-syntax")
let swiftParser = ofBook("SwiftParser", "swift-syntax")
let swiftIDEUtils = ofBook("SwiftIDEUtils", "swift-syntax")

/// The engine is optimised even in a debug build, because `swift run build-book` builds in that configuration and a
/// cell that trains a network must not wait for it.
///
/// Each of its modules is compiled as a whole: file by file, the small functions that loops consist of would stay calls, a
/// hundred times as slow. (An object for each file, which two threads give, is what the index of a debug build expects.) A
/// module compiled so leaves one file of what it depends on, under the module's name. The build system `swiftbuild` does not
/// know of these flags in a debug build, and looks for that file under the name of the first source: so the first source, in
/// the order of their paths, bears the module's name, which `ArchitectureTests` holds.
///
/// It is built for the machine it runs on; with COLOPHON_PORTABLE=1 in the environment, for any of its architecture. Where
/// the machine has registers of 16 numbers, loops are compiled for them, unless COLOPHON_NARROW=1.
let engine: [SwiftSetting] = {
  let optimized: [SwiftSetting] = [.unsafeFlags(["-O", "-wmo", "-num-threads", "2", "-disable-batch-mode"])]
  if Context.environment["COLOPHON_PORTABLE"] != nil { return optimized }
  let native = optimized + [.unsafeFlags(["-Xcc", "-march=native"]), .define("FUSED_MULTIPLY_ADD")]
  let processor = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
  let isWide = processor.contains(" avx512vl") && Context.environment["COLOPHON_NARROW"] == nil
  return isWide ? native + [.define("WIDE_VECTORS")] : native
}()

/// Optimised file by file: an author waits for these after each save.
let awaited: [SwiftSetting] = [.unsafeFlags(["-O"])]

let package = Package(
  name: "Colophon",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "build-book", targets: ["build-book"]),
    // What other packages can depend on. These are of the automatic type: a program that uses several of them has each module once,
    // and so one tape and one pool. As dynamic libraries each would hold a copy of the modules below it.
    .library(name: "Tensors", targets: ["Tensors"]),
    .library(name: "Networks", targets: ["Networks"]),
    .library(name: "Figures", targets: ["Figures"]),
    .library(name: "DataSets", targets: ["DataSets"]),
    .library(name: "Notebook", targets: ["Notebook"]),
    // The same as one shared library, for programs of several parts that are loaded one by one. The cell host cannot use it:
    // a target depends on products of other packages only. It has the engine in it and lends it to the cells that it loads.
    .library(
      name: "ColophonEngine", type: .dynamic, targets: ["Tensors", "Networks", "Figures", "DataSets", "Notebook"]),
  ],
  traits: [
    .trait(name: "Book", description: "The tool build-book, with the packages that it needs; the engine does without."),
    .default(enabledTraits: ["Book"]),
  ],
  dependencies: [
    // The command line: subcommands, help pages and their error messages.
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    // Front matter and book.yml, with the line and column of every key.
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    // Page templates, kept apart from the code that fills them.
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    // Cells are parsed, never matched by patterns; highlighting classifies as editors do.
    .package(url: "https://github.com/swiftlang/swift-syntax", exact: "603.0.1"),
    // The preview's server on 127.0.0.1.
    .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
  ],
  targets: [
    // C libraries of the system, by Debian's packages.
    .systemLibrary(name: "CCMark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
    .systemLibrary(name: "CDuktape", pkgConfig: "duktape", providers: [.apt(["duktape-dev"])]),
    .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(name: "CProcess"),
    .systemLibrary(name: "CProcessor"),
    // What the toolchain's own libraries have for the names in code.
    .systemLibrary(name: "CToolchain"),

    // Compares what programs were compiled for with the processor they run on. With library evolution, as `Codecs`.
    .target(
      name: "Processor", dependencies: ["CProcessor"],
      swiftSettings: engine + [.unsafeFlags(["-enable-library-evolution"])]),

    // The engine half. It knows nothing of books.
    .target(name: "Compute", dependencies: ["Processor"], swiftSettings: engine),
    .target(name: "Tensors", dependencies: ["Compute"], swiftSettings: engine),
    .target(name: "Networks", dependencies: ["Tensors", "Compute"], swiftSettings: engine),
    .target(name: "Figures", dependencies: ["Tensors", "Compute"], swiftSettings: engine),

    // Data from files. With library evolution a module keeps its imports to itself: cells, which import `DataSets` through
    // `Notebook`, would otherwise have to be compiled with the headers of zlib and libpng in reach.
    .target(
      name: "Codecs", dependencies: ["CZlib", "CPNG"],
      swiftSettings: [.unsafeFlags(["-O", "-enable-library-evolution"])]),
    .target(name: "DataSets", dependencies: ["Tensors", "Compute", "Codecs"], swiftSettings: engine),

    // What cells give, and how it travels from the process that ran them to the page.
    .target(name: "Outputs", swiftSettings: awaited),

    // What the code around a cell's statements calls. It knows neither half.
    .target(name: "CellSupport", swiftSettings: engine),

    // Where the two halves meet: what a cell imports.
    .target(
      name: "Notebook", dependencies: ["CellSupport", "DataSets", "Networks", "Figures", "Outputs", "Tensors", "Compute"],
      swiftSettings: engine),

    // The book half. It knows nothing of tensors.
    .target(name: "Text", swiftSettings: awaited),
    .target(name: "Storage", dependencies: ["Text", "CXXHash", "CZlib"], swiftSettings: awaited),
    // Optimised too: it looks at every byte of a chapter.
    .target(name: "Markdown", dependencies: ["Text", "CCMark"], swiftSettings: engine),
    // Optimised too: it looks at every letter of the book.
    .target(name: "Search", swiftSettings: engine),
    .target(
      name: "Book", dependencies: ["Storage", "Markdown", "Text", "Outputs", yams, swiftSyntax, swiftParser],
      swiftSettings: awaited),
    .target(
      name: "Execution",
      dependencies: ["Book", "Storage", "Text", "CellHost", "Outputs", "CProcess", "CToolchain", swiftSyntax, swiftParser],
      swiftSettings: awaited),
    .target(
      name: "Site",
      dependencies: [
        "Book", "Search", "Storage", "Text", "Outputs", "CDuktape", mustache, swiftSyntax, swiftParser, swiftIDEUtils,
      ],
      resources: [.copy("Theme")], swiftSettings: awaited),
    .target(name: "Exports", dependencies: ["Site", "Execution", "Book", "Storage", "Markdown", "Text"]),
    .target(
      name: "Pipeline", dependencies: ["Exports", "Site", "Execution", "Book", "Storage", "Text", "Outputs"],
      swiftSettings: awaited),
    .target(
      name: "Preview",
      dependencies: [
        "Pipeline", "Site", "Execution", "Book", "Storage", "Text", "Outputs",
        ofBook("FlyingFox", "FlyingFox"), ofBook("FlyingSocks", "FlyingFox"),
      ],
      resources: [.copy("Client")]),
    .target(
      name: "LanguageServer", dependencies: ["Pipeline", "Execution", "Book", "Storage", "Markdown", "Text", "Outputs"]),
    .executableTarget(
      name: "build-book",
      // The cell host is a program of its own, which is built with the tool and started by it.
      dependencies: [
        "LanguageServer", "Preview", "Pipeline", "Exports", "Execution", "Storage", "Text", "Processor", "cell-host",
        argumentParser,
      ],
      linkerSettings: [.unsafeFlags(["-Xlinker", "--build-id=sha1"])]),

    // Runs cells, which are shared libraries: they find the engine in the program that loads them, and nothing but that.
    .target(name: "CellHost", dependencies: ["Outputs", "CProcess"]),
    .executableTarget(
      name: "cell-host", dependencies: ["CellHost", "CellSupport", "Notebook", "Outputs"],
      linkerSettings: [.unsafeFlags(["-Xlinker", "--export-dynamic", "-Xlinker", "--build-id=sha1"])]),

    // Shows that parsing and rendering take time in proportion to the text: `swift run markdown-bench`.
    .executableTarget(name: "markdown-bench", dependencies: ["Markdown", "Site"]),

    // Makes a large book's search, to be measured: `Tests/measure search`.
    .executableTarget(name: "search-bench", dependencies: ["Search", "Site"]),

    // Measures chapters of many segments and many cells: `swift run execution-bench [CASE...]`.
    .executableTarget(name: "execution-bench", dependencies: ["build-book"]),

    // What the two that follow print, and how they see what many edits leave behind.
    .target(name: "BenchmarkSupport"),

    // Measures what an author waits for while a preview runs: `swift run preview-bench`.
    .executableTarget(name: "preview-bench", dependencies: ["BenchmarkSupport", "build-book"]),

    // Measures what an author waits for in an editor: `swift run editor-bench`.
    .executableTarget(name: "editor-bench", dependencies: ["BenchmarkSupport", "build-book"]),

    // One declared case for each operation of the engine, which its tests, the benchmark and the report as WebAssembly walk.
    .target(
      name: "OperationCases", dependencies: ["Tensors"], path: "Tests/OperationCases", swiftSettings: engine),

    // Measures the engine: `swift run -c release engine-bench [--threads N] [--limits Benchmarks/limits.json] [CASE...]`.
    .executableTarget(
      name: "engine-bench", dependencies: ["OperationCases", "DataSets", "Networks", "Tensors", "Compute"],
      swiftSettings: engine),

    // What the engine computes, compared with the same source as WebAssembly: `Tests/WebAssembly/run`.
    .executableTarget(
      name: "webassembly-check", dependencies: ["Book", "OperationCases", "Figures", "Networks", "Tensors"],
      path: "Tests/WebAssembly",
      exclude: ["Embedded", "Shim", "Sizes", "host.mjs", "load.mjs", "run", "sizes"],
      sources: ["About", "Native", "Report", "Function"], swiftSettings: engine),

    // What several test targets need: temporary books, runs of programs, marked texts, a reader of pages.
    .target(name: "TestSupport", path: "Tests/Support"),

    .testTarget(
      name: "EngineTests",
      dependencies: ["OperationCases", "DataSets", "Figures", "Networks", "Tensors", "Compute", "Processor"],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "MarkdownTests", dependencies: ["Markdown", "Site", "TestSupport"], resources: [.copy("Fixtures")]),
    .testTarget(name: "BookTests", dependencies: ["Book", "Outputs", "Markdown", "Storage", "Text", "TestSupport"]),
    .testTarget(
      name: "ExecutionTests",
      dependencies: ["Execution", "Book", "Outputs", "Markdown", "Storage", "TestSupport", "build-book"],
      exclude: ["Toolchains"]),
    .testTarget(name: "SiteTests", dependencies: ["Site", "Outputs", "TestSupport"]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "Pipeline", "Site", "Markdown", "Storage", "TestSupport", "build-book", "engine-bench", "webassembly-check",
        swiftSyntax,
        swiftParser,
      ]),
    .testTarget(
      name: "ExportTests", dependencies: ["Exports", "Markdown", "TestSupport", "build-book"]),
    .testTarget(
      name: "AttackTests", dependencies: ["Site", "Execution", "Book", "Markdown", "Storage", "TestSupport"]),
    .testTarget(name: "BrowserTests", dependencies: ["TestSupport", "CZlib", "build-book", "webassembly-check"]),
    .testTarget(name: "ChapterTests", dependencies: ["Pipeline", "Book", "Storage", "TestSupport", "build-book"]),
  ],
  swiftLanguageModes: [.v6]
)

// With COLOPHON_ENGINE_ALONE=1 in the environment the package is the engine half and its tests, without any dependency:
// built in a fraction of the time, and small enough for the sanitizers (`Tests/sanitize`).
if Context.environment["COLOPHON_ENGINE_ALONE"] != nil {
  let modules: Set = [
    "Processor", "Compute", "Tensors", "Networks", "Figures", "Codecs", "DataSets", "CProcessor", "CZlib", "CPNG",
    "OperationCases", "engine-bench", "EngineTests",
  ]
  package.targets.removeAll { !modules.contains($0.name) }
  package.products = []
  package.dependencies = []
}
