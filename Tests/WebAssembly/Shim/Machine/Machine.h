// What Swift has no words for: two instructions of WebAssembly, and the one function that a program takes from its host.
#pragma once

/// How many pages of 64 KiB there are.
static inline unsigned long memory_page_count(void) { return __builtin_wasm_memory_size(0); }

/// Adds pages, and gives how many there were before; all bits are set where the host refuses.
static inline unsigned long memory_grow(unsigned long pages) { return __builtin_wasm_memory_grow(0, pages); }

/// A piece of memory to write, as WASI describes it.
struct bytes_to_write {
  const unsigned char *start;
  unsigned long count;
};

__attribute__((import_module("wasi_snapshot_preview1"), import_name("fd_write")))
int write_bytes(int file, const struct bytes_to_write *pieces, unsigned long piece_count, unsigned long *written);
