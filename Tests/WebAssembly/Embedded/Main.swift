import Machine

/// Where a host that knows WASI begins.
///
/// The report is made twice, and the second time must take no memory beyond what the first has given back.
@_cdecl("_start")
public func start() {
  for line in report() { print(line) }
  let pages = memory_page_count()
  _ = report()
  let reused = memory_page_count() == pages
  print(reused ? "memory is used again" : "memory grew from \(pages) to \(memory_page_count()) pages")
}
