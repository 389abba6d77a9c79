// The programs and libraries that addresses lie in. Asked in a signal handler too: what it calls takes no lock that is held for long.
#pragma once
#include <dlfcn.h>
#include <stdint.h>
#include <string.h>

// The C library's `Dl_info`, which it shows only to those who ask for GNU extensions.
struct colophon_found {
  const char *file;
  const void *start;
  const char *symbol;
  const void *symbol_start;
};
// All zero where an address lies in no file.
static inline struct colophon_found colophon_find(const void *address) {
  struct colophon_found found = {0, 0, 0, 0};
  int (*find)(const void *, void *) = (int (*)(const void *, void *))dlsym(0, "dladdr");
  if (!find || !find(address, &found)) found.file = 0;
  return found;
}
static inline const void *colophon_c_library(void) { return colophon_find(dlsym((void *)-1, "abort")).start; }

// Whether it is Swift's runtime or standard library: they lie in one folder and are called so.
static inline int colophon_is_runtime(struct colophon_found found) {
  const char *runtime = colophon_find(dlsym(0, "swift_reportError")).file;
  const char *name = runtime ? strrchr(runtime, '/') : 0;
  size_t length = name ? (size_t)(name + 1 - runtime) : 0;
  return length && found.file && strncmp(found.file, runtime, length) == 0 && strncmp(found.file + length, "libswift", 8) == 0;
}

static inline const void *colophon_program(void) { return colophon_find((const void *)colophon_find).start; }

// Whether a program that came to its end by a signal did so in the runtime, or in this program, which uses it: the innermost
// instruction comes first, then those to which its callers would have returned.
static inline int colophon_runtime_ends(const volatile uintptr_t *frames, int count) {
  const void *c_library = colophon_c_library();
  for (int i = 0; i < count; i++) {
    struct colophon_found found = colophon_find((const void *)(frames[i] - (i > 0)));
    if (!found.start || found.start != c_library)
      return (found.start && found.start == colophon_program()) || colophon_is_runtime(found);
  }
  return 0;
}
