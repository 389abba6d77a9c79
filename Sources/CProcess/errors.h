// What the process of cells writes to its error stream. Both streams are one pipe, so that what is printed keeps its order whoever
// prints it; what goes to the error stream has a header there, by which the other end knows it. The runtime's own words, with which it
// ends a program, have another kind of header than what cells write: who writes is asked of the stack.
//
// Programs that cells start know nothing of headers: what they write is not told apart.
#pragma once
#include <sys/uio.h>
#include "recording.h"

enum { COLOPHON_MARK_SIZE = 16, COLOPHON_HEADER_SIZE = COLOPHON_MARK_SIZE + 4, COLOPHON_ATOMIC_SIZE = 4096 };
// What the pipe carries behind a header.
enum { COLOPHON_OF_CELLS = 1, COLOPHON_OF_RUNTIME = 2 };

struct colophon_error_stream {
  uint8_t mark[COLOPHON_MARK_SIZE];
  // The pipe, which cells may replace by a file of their own.
  dev_t device;
  ino_t file;
  // The C library's own stream, and ours in its place.
  void *replaced, *replacing;
};
COLOPHON_SHARED struct colophon_error_stream *colophon_error_stream(void) {
  static struct colophon_error_stream stream;
  return &stream;
}

// Whether it is the runtime that writes: the first caller that is neither of this program nor of the C library. Swift's part of the
// standard library writes nothing, but calls cells, whose own call may be the last that they make and leave no trace.
static inline int colophon_runtime_writes(void) {
  void *addresses[24];
  int count = backtrace(addresses, 24);
  const void *c_library = colophon_c_library(), *program = colophon_program();
  for (int i = 0; i < count; i++) {
    // A return address is that of the instruction after the call.
    struct colophon_found found = colophon_find((const char *)addresses[i] - 1);
    if (found.start && (found.start == program || found.start == c_library)) continue;
    return colophon_is_runtime(found) && !(found.symbol && found.symbol[0] == '$');
  }
  return 0;
}

static inline ssize_t colophon_write_errors(const void *bytes, size_t count) {
  struct colophon_error_stream *stream = colophon_error_stream();
  struct stat status;
  if (!stream->replacing || count == 0 || syscall(SYS_fstat, 2, &status) != 0 || status.st_dev != stream->device ||
      status.st_ino != stream->file)
    return syscall(SYS_write, 2, bytes, count);
  int error = errno;
  uint32_t kind = colophon_runtime_writes() ? COLOPHON_OF_RUNTIME : COLOPHON_OF_CELLS;
  errno = error;
  size_t written = 0;
  while (written < count) {
    // So much goes into a pipe as one, whoever else writes there.
    size_t part = count - written;
    if (part > COLOPHON_ATOMIC_SIZE - COLOPHON_HEADER_SIZE) part = COLOPHON_ATOMIC_SIZE - COLOPHON_HEADER_SIZE;
    uint32_t number = kind << 16 | (uint32_t)part;
    struct iovec pieces[3] = {{stream->mark, COLOPHON_MARK_SIZE}, {&number, 4}, {(char *)bytes + written, part}};
    if (syscall(SYS_writev, 2, pieces, 3) < 0) {
      if (errno == EINTR) continue;
      return written ? (ssize_t)written : -1;
    }
    written += part;
  }
  return (ssize_t)written;
}
static inline ssize_t colophon_write(int file, const void *bytes, size_t count) {
  return file == 2 ? colophon_write_errors(bytes, count) : syscall(SYS_write, file, bytes, count);
}
static inline ssize_t colophon_writev(int file, const struct iovec *pieces, int count) {
  if (file != 2) return syscall(SYS_writev, file, pieces, count);
  ssize_t sum = 0;
  for (int i = 0; i < count; i++) {
    ssize_t written = pieces[i].iov_len ? colophon_write_errors(pieces[i].iov_base, pieces[i].iov_len) : 0;
    if (written < 0) return sum ? sum : -1;
    sum += written;
    if ((size_t)written < pieces[i].iov_len) break;
  }
  return sum;
}

// The variable `stderr`, which all libraries share.
static inline void **colophon_shared_error_stream(void) { return (void **)dlsym(0, "stderr"); }
static inline ssize_t colophon_write_cookie(void *cookie, const char *bytes, size_t count) {
  ssize_t written = colophon_write_errors(bytes, count);
  return written < 0 ? 0 : written;
}
// Begins to write headers, in the process of cells, whose streams are the pipe.
static inline void colophon_start_error_stream(const uint8_t *mark) {
  struct colophon_error_stream *stream = colophon_error_stream();
  struct stat status;
  if (fstat(2, &status) != 0) return;
  memcpy(stream->mark, mark, COLOPHON_MARK_SIZE);
  stream->device = status.st_dev;
  stream->file = status.st_ino;
  // The C library writes its own stream by itself, where nobody can stand before it. It shows `fopencookie` only to those who ask for
  // GNU extensions: its functions read, write, seek and close.
  struct functions {
    void *read;
    ssize_t (*write)(void *, const char *, size_t);
    void *seek, *close;
  } functions = {0, colophon_write_cookie, 0, 0};
  void *(*make)(void *, const char *, struct functions) = (void *(*)(void *, const char *, struct functions))dlsym(0, "fopencookie");
  void (*set_buffer)(void *, char *) = (void (*)(void *, char *))dlsym(0, "setbuf");
  void **shared = colophon_shared_error_stream();
  if (!make || !set_buffer || !shared) return;
  stream->replacing = make(0, "w", functions);
  if (!stream->replacing) return;
  set_buffer(stream->replacing, 0);
  stream->replaced = *shared;
  *shared = stream->replacing;
}
// Our stream has no number of its own.
static inline int colophon_fileno(const char *function, void *file) {
  if (file && file == colophon_error_stream()->replacing) return 2;
  int (*number)(void *) = (int (*)(void *))dlsym((void *)-1, function);
  return number ? number(file) : -1;
}
// Whoever opens another file in its place gets the C library's own.
static inline void *colophon_reopened(void *file) {
  struct colophon_error_stream *stream = colophon_error_stream();
  if (!file || file != stream->replacing) return file;
  *colophon_shared_error_stream() = stream->replaced;
  return stream->replaced;
}
