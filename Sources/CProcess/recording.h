// Notes of what the process of cells asks of the world around it. Whoever calls these may be in the middle of anything, so
// they take no lock and allocate nothing, and leave errno as the system sets it.
#pragma once
#include "shim.h"

struct colophon_access_state {
  int notes;
  struct colophon_marker *marker;
  // Hashes of what was noted, so that a loop does not note the same for ever. Whoever is overtaken notes it twice.
  uint64_t noted[4096];
  int (*clock_gettime)(clockid_t, struct timespec *);
};
COLOPHON_SHARED struct colophon_access_state *colophon_access_state(void) {
  static struct colophon_access_state state = {-1, 0, {0}, 0};
  return &state;
}
// 1 is MFD_CLOEXEC.
static inline int colophon_make_memory_file(void) { return (int)syscall(SYS_memfd_create, "colophon", 1); }
static inline int colophon_make_notes(void) {
  int notes = colophon_make_memory_file();
  if (notes >= 0) fcntl(notes, F_SETFL, O_APPEND);
  return notes;
}
static inline char *colophon_put_number(char *end, uint64_t number) {
  char digits[24];
  int count = 0;
  do {
    digits[count++] = (char)('0' + number % 10);
    number /= 10;
  } while (number);
  while (count) *end++ = digits[--count];
  return end;
}
// Notes a kind and a name, after the text of a file's version.
static inline void colophon_note_access(char kind, const char *name, uint64_t size, uint64_t seconds, uint64_t nanoseconds) {
  struct colophon_access_state *state = colophon_access_state();
  if (state->notes < 0 || !state->marker || !name) return;
  int error = errno;
  size_t length = strlen(name);
  int32_t step = state->marker->step < 0 ? 0 : state->marker->step;
  uint64_t hash = 14695981039346656037ull ^ (uint64_t)kind ^ ((uint64_t)step << 8);
  for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)name[i]) * 1099511628211ull;
  hash = (hash ^ size ^ seconds ^ nanoseconds) * 1099511628211ull;
  uint64_t *slot = &state->noted[hash % 4096];
  if (*slot == hash || length > 4096) return;
  *slot = hash;
  char note[4096 + 128];
  char *end = note;
  *end++ = kind;
  *end++ = ' ';
  end = colophon_put_number(end, (uint64_t)step);
  *end++ = ' ';
  end = colophon_put_number(end, size);
  *end++ = ':';
  end = colophon_put_number(end, seconds);
  *end++ = '.';
  end = colophon_put_number(end, nanoseconds);
  *end++ = ' ';
  memcpy(end, name, length + 1);
  end += length + 1;
  struct stat status;
  // Enough is enough: what asks for so much is not distinguished by it any more.
  if (syscall(SYS_fstat, state->notes, &status) == 0 && status.st_size < (64 << 20))
    (void)!syscall(SYS_write, state->notes, note, (size_t)(end - note));
  errno = error;
}
// What the kernel offers beside files is no file that a cell reads.
static inline int colophon_is_file(const char *path) {
  if (!path || strncmp(path, "/sys/", 5) == 0) return 0;
  if (strncmp(path, "/dev/", 5) == 0) return strncmp(path, "/dev/shm/", 9) == 0;
  if (strncmp(path, "/proc/", 6) != 0) return 1;
  // Some of it leads back to files, under names that mean something to one process only.
  if (strstr(path, "/cwd/") || strstr(path, "/root/") || strstr(path, "/fd/")) colophon_note_access('X', "", 0, 0, 0);
  return 0;
}
// A path made absolute; the path itself where that cannot be done.
static inline const char *colophon_absolute(int folder, const char *path, char *buffer, size_t size) {
  if (!path || path[0] == '/') return path;
  long count;
  if (folder == AT_FDCWD) {
    // The system counts the zero at the end.
    count = syscall(SYS_getcwd, buffer, size) - 1;
  } else {
    char link[64] = "/proc/self/fd/";
    *colophon_put_number(link + 14, (uint64_t)folder) = 0;
    count = syscall(SYS_readlinkat, AT_FDCWD, link, buffer, size - 1);
  }
  if (count < 0 || (size_t)count + strlen(path) + 2 > size) return path;
  buffer[count] = '/';
  strcpy(buffer + count + 1, path);
  return buffer;
}
// Notes what is asked of a path.
static inline void colophon_note_path(char kind, int folder, const char *path) {
  int error = errno;
  char buffer[4096];
  const char *whole = path && path[0] ? colophon_absolute(folder, path, buffer, sizeof buffer) : 0;
  if (colophon_is_file(whole)) colophon_note_access(kind, whole, 0, 0, 0);
  errno = error;
}
static inline void colophon_note_open(const char *path, int descriptor, int is_written) {
  if (path && (!strcmp(path, "/dev/urandom") || !strcmp(path, "/dev/random"))) colophon_note_access('N', "", 0, 0, 0);
  if (!colophon_is_file(path)) return;
  struct stat status;
  memset(&status, 0, sizeof status);
  if (descriptor >= 0) syscall(SYS_fstat, descriptor, &status);
  if (descriptor >= 0 && (status.st_mode & S_IFMT) != S_IFREG && (status.st_mode & S_IFMT) != S_IFDIR) return;
  char kind = is_written ? 'W' : (status.st_mode & S_IFMT) == S_IFDIR ? 'L' : descriptor < 0 ? 'S' : 'R';
  if (kind == 'R')
    colophon_note_access(kind, path, (uint64_t)status.st_size, (uint64_t)status.st_mtim.tv_sec,
                         (uint64_t)status.st_mtim.tv_nsec);
  else
    colophon_note_access(kind, path, 0, 0, 0);
}
static inline int colophon_open(int folder, const char *path, int flags, mode_t mode) {
  int descriptor = (int)syscall(SYS_openat, folder, path, flags, mode);
  int error = errno;
  char buffer[4096];
  // What is both read and written, without being emptied or made, is read.
  int is_written = (flags & O_ACCMODE) == O_WRONLY || (flags & (O_TRUNC | O_EXCL));
  colophon_note_open(colophon_absolute(folder, path, buffer, sizeof buffer), descriptor, is_written && descriptor >= 0);
  if (descriptor >= 0 && (flags & O_ACCMODE) == O_RDWR) colophon_note_path('M', folder, path);
  errno = error;
  return descriptor;
}
static inline void *colophon_fopen(const char *function, const char *path, const char *mode) {
  // -1 is RTLD_NEXT: the C library's own.
  void *(*open_file)(const char *, const char *) =
      (void *(*)(const char *, const char *))dlsym((void *)-1, function);
  if (!open_file) return 0;
  void *file = open_file(path, mode);
  int error = errno;
  struct stat status;
  char buffer[4096];
  path = colophon_absolute(AT_FDCWD, path, buffer, sizeof buffer);
  int exists = syscall(SYS_newfstatat, AT_FDCWD, path, &status, 0) == 0;
  if (!file || mode[0] != 'r') {
    colophon_note_open(path, -1, file != 0);
  } else if (exists && colophon_is_file(path) && (status.st_mode & S_IFMT) == S_IFREG) {
    colophon_note_access('R', path, (uint64_t)status.st_size, (uint64_t)status.st_mtim.tv_sec,
                         (uint64_t)status.st_mtim.tv_nsec);
    if (strchr(mode, '+')) colophon_note_access('M', path, 0, 0, 0);
  }
  errno = error;
  return file;
}
static inline int colophon_stat(int folder, const char *path, void *status, int flags) {
  int result = (int)syscall(SYS_newfstatat, folder, path, status, flags);
  colophon_note_path('S', folder, path);
  return result;
}
static inline int colophon_statx(int folder, const char *path, int flags, unsigned mask, void *status) {
  int result = (int)syscall(SYS_statx, folder, path, flags, mask, status);
  colophon_note_path('S', folder, path);
  return result;
}
static inline int colophon_access(int folder, const char *path, int mode, int flags) {
  int result = (int)(flags ? syscall(SYS_faccessat2, folder, path, mode, flags) : syscall(SYS_faccessat, folder, path, mode));
  colophon_note_path('S', folder, path);
  return result;
}
// What is put in its place is the cells' own from then on.
static inline int colophon_rename(int folder, const char *old, int target, const char *new_path, unsigned flags) {
  int result = (int)syscall(SYS_renameat2, folder, old, target, new_path, flags);
  if (result == 0) {
    colophon_note_path('M', folder, old);
    colophon_note_path('W', target, new_path);
  }
  return result;
}
static inline int colophon_unlink(int folder, const char *path, int flags) {
  int result = (int)syscall(SYS_unlinkat, folder, path, flags);
  if (result == 0) colophon_note_path('M', folder, path);
  return result;
}
static inline int colophon_remove(const char *path) {
  int result = colophon_unlink(AT_FDCWD, path, 0);
  return result != 0 && errno == EISDIR ? colophon_unlink(AT_FDCWD, path, AT_REMOVEDIR) : result;
}
static inline int colophon_mkdir(int folder, const char *path, mode_t mode) {
  int result = (int)syscall(SYS_mkdirat, folder, path, mode);
  if (result == 0) colophon_note_path('M', folder, path);
  return result;
}
static inline int colophon_truncate(const char *path, off_t size) {
  int result = (int)syscall(SYS_truncate, path, size);
  if (result == 0) colophon_note_path('M', AT_FDCWD, path);
  return result;
}
static inline int colophon_link(int folder, const char *old, int target, const char *new_path, int flags) {
  int result = (int)syscall(SYS_linkat, folder, old, target, new_path, flags);
  if (result == 0) colophon_note_path('W', target, new_path);
  return result;
}
static inline int colophon_symlink(const char *old, int target, const char *new_path) {
  int result = (int)syscall(SYS_symlinkat, old, target, new_path);
  if (result == 0) colophon_note_path('W', target, new_path);
  return result;
}
extern char **environ;
static inline char *colophon_getenv(const char *name) {
  // Read without the C library's help, which is what is being replaced.
  size_t length = strlen(name);
  // That it is not there is an answer too.
  colophon_note_access('E', name, 0, 0, 0);
  for (char **entry = environ; entry && *entry; entry++) {
    if (strncmp(*entry, name, length) == 0 && (*entry)[length] == '=') return *entry + length + 1;
  }
  return 0;
}
static inline void colophon_note_time(void) { colophon_note_access('T', "", 0, 0, 0); }
static inline int colophon_clock_gettime(clockid_t clock, struct timespec *time) {
  struct colophon_access_state *state = colophon_access_state();
  // The C library's own asks no system call of most clocks.
  if (!state->clock_gettime)
    state->clock_gettime = (int (*)(clockid_t, struct timespec *))dlsym((void *)-1, "clock_gettime");
  colophon_note_time();
  return state->clock_gettime ? state->clock_gettime(clock, time) : (int)syscall(SYS_clock_gettime, clock, time);
}
// The time of the processor, as the C library gives it.
static inline clock_t colophon_clock(void) {
  struct timespec time;
  if (colophon_clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) != 0) return (clock_t)-1;
  return time.tv_sec * CLOCKS_PER_SEC + time.tv_nsec / (1000000000 / CLOCKS_PER_SEC);
}
static inline int colophon_gettimeofday(struct timeval *time) {
  colophon_note_time();
  return (int)syscall(SYS_gettimeofday, time, 0);
}
static inline time_t colophon_time(time_t *result) {
  struct timespec now;
  colophon_note_time();
  syscall(SYS_clock_gettime, CLOCK_REALTIME, &now);
  if (result) *result = now.tv_sec;
  return now.tv_sec;
}
static inline long colophon_getrandom(void *buffer, size_t count, unsigned flags) {
  colophon_note_access('N', "", 0, 0, 0);
  return syscall(SYS_getrandom, buffer, count, flags);
}
static inline int colophon_getentropy(void *buffer, size_t count) {
  colophon_note_access('N', "", 0, 0, 0);
  return syscall(SYS_getrandom, buffer, count, 0) == (long)count ? 0 : -1;
}
static inline void colophon_fill_randomly(void *buffer, size_t count) {
  char *next = (char *)buffer;
  colophon_note_access('N', "", 0, 0, 0);
  while (count > 0) {
    long got = syscall(SYS_getrandom, next, count, 0);
    if (got < 0 && errno != EINTR) abort();
    if (got > 0) {
      next += got;
      count -= (size_t)got;
    }
  }
}
// 0 stands for no bound. What is left of the numbers above the last multiple of the bound is not taken.
static inline uint32_t colophon_random_below(uint32_t bound) {
  uint32_t number;
  do colophon_fill_randomly(&number, sizeof number);
  while (bound && number < -bound % bound);
  return bound ? number % bound : number;
}

// The name that a link holds, and folders below folders, as the C library walks through them by itself.
static inline long colophon_readlink(int folder, const char *path, char *buffer, size_t size) {
  // The program that runs the cells is nobody's business: to them it is called as their module is.
  if (colophon_access_state()->marker && path && !strcmp(path, "/proc/self/exe")) {
    memcpy(buffer, "main", size < 4 ? size : 4);
    return size < 4 ? (long)size : 4;
  }
  long count = syscall(SYS_readlinkat, folder, path, buffer, size);
  colophon_note_path('K', folder, path);
  return count;
}
static inline void *colophon_walk(const char *function, char *const *paths, int options, void *compare) {
  void *(*walk)(char *const *, int, void *) = (void *(*)(char *const *, int, void *))dlsym((void *)-1, function);
  for (char *const *path = paths; path && *path; path++) colophon_note_path('D', AT_FDCWD, *path);
  return walk ? walk(paths, options, compare) : 0;
}
// The C library's own function: -1 is RTLD_NEXT.
static inline void *colophon_next(const void *function) { return dlsym((void *)-1, (const char *)function); }
