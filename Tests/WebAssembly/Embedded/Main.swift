import Machine

/// Where a host that knows WASI begins.
///
/// The report is made three times, and the last time must take no memory beyond what was given back before. The second may
/// take some: numbers keep blocks of theirs, which lists in the first report had before them.
@_cdecl("_start")
public func start() {
  for line in report() { print(line) }
  _ = report()
  let pages = memory_page_count()
  _ = report()
  let reused = memory_page_count() == pages
  print(reused ? "memory is used again" : "memory grew from \(pages) to \(memory_page_count()) pages")
}
