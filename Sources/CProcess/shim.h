// What the C library offers for processes and Swift's overlay hides or cannot express: fork and the calls between fork
// and exec, variadic system calls, and a signal handler that touches nothing but its own memory.
#pragma once
#include <elf.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

// What a cell's process says of itself without a message, so that it survives any death: one shared page.
enum { COLOPHON_FRAMES = 64, COLOPHON_MODULES = 2048 };
struct colophon_marker {
  // The step (cell or checked value) being evaluated, and the line in the step's own text, from 0; -1 before the first.
  volatile int32_t step;
  volatile int32_t line;
  // Why a signal came, where the handler could tell.
  volatile int32_t cause;
  // Where the program was when the signal came: the instruction itself, then the addresses to which its callers would
  // have returned.
  volatile int32_t frame_count;
  volatile uintptr_t frames[COLOPHON_FRAMES];
  // Where the loaded modules of cells begin and end, in order of loading.
  volatile int32_t module_count;
  volatile uintptr_t module_starts[COLOPHON_MODULES];
  volatile uintptr_t module_ends[COLOPHON_MODULES];
};
enum { COLOPHON_CAUSE_UNKNOWN = 0, COLOPHON_CAUSE_STACK = 1, COLOPHON_CAUSE_MEMORY = 2 };

// The signal that asks a process of cells where it is.
enum { COLOPHON_LOCATE = 63 };

static inline pid_t colophon_fork(void) { return fork(); }

// Starts a program in a process group of its own, with the three standard descriptors given. It dies with the thread
// that started it where `dies_with_thread` asks for it. Only async-signal-safe calls follow the fork. Returns -1 and
// errno where no process could be made; a program that cannot be executed exits with 127.
static inline pid_t colophon_spawn(const char *path, char *const arguments[], char *const environment[],
                                   const char *folder, int in, int out, int error, int dies_with_thread,
                                   int fixed_addresses, uint64_t seconds, uint64_t bytes) {
  pid_t parent = getpid();
  pid_t child = fork();
  if (child != 0) return child;
  setpgid(0, 0);
  // The same program at the same addresses in each run; where the system refuses, they vary.
  if (fixed_addresses) personality(ADDR_NO_RANDOMIZE);
  if (dies_with_thread) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(127);
  }
  // Time of a processor, after which the system sends SIGXCPU, and memory; 0 means no limit.
  struct rlimit time = {seconds, seconds + 1}, memory = {bytes, bytes};
  if (seconds) setrlimit(RLIMIT_CPU, &time);
  if (bytes) setrlimit(RLIMIT_DATA, &memory);
  if (folder && chdir(folder) != 0) _exit(127);
  if (dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(error, 2) < 0) _exit(127);
  // What we were started with ourselves is nobody's business: 4 is CLOSE_RANGE_CLOEXEC. An older system leaves it open.
  syscall(SYS_close_range, 3u, ~0u, 4u);
  signal(SIGPIPE, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, 0);
  execve(path, arguments, environment);
  _exit(127);
}

static inline int colophon_become_subreaper(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1); }
static inline int colophon_die_with_parent(void) { return prctl(PR_SET_PDEATHSIG, SIGKILL); }
// What lists of processes call this one.
static inline int colophon_set_name(const char *name) { return prctl(PR_SET_NAME, name); }
static inline int colophon_pidfd_open(pid_t process) { return (int)syscall(SYS_pidfd_open, process, 0); }

// A pipe whose two ends no program started elsewhere at the same moment inherits.
static inline int colophon_pipe(int ends[2]) { return (int)syscall(SYS_pipe2, ends, O_CLOEXEC); }
// Linux knows the command 1031, F_SETPIPE_SZ, only to those who ask for GNU extensions.
static inline int colophon_set_pipe_size(int end, int bytes) { return fcntl(end, 1031, bytes); }
static inline int colophon_set_nonblocking(int end) { return fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK); }
static inline int colophon_set_close_on_exec(int end) { return fcntl(end, F_SETFD, FD_CLOEXEC); }

static inline int colophon_limit_memory(uint64_t bytes) {
  struct rlimit limit = {bytes, bytes};
  return setrlimit(RLIMIT_DATA, &limit);
}
// Whether a file lies on a file system that is kept in memory: 0x01021994 is TMPFS_MAGIC.
static inline int colophon_is_in_memory(const char *path) {
  struct statfs system;
  return statfs(path, &system) == 0 && system.f_type == 0x01021994;
}
static inline int colophon_disable_core_dumps(void) {
  struct rlimit limit = {0, 0};
  return setrlimit(RLIMIT_CORE, &limit);
}

// What the signal handler knows. A function, because Swift emits no variables of a header.
struct colophon_handler_state {
  struct colophon_marker *marker;
  uintptr_t stack_top;
};
static inline struct colophon_handler_state *colophon_handler(void) {
  static struct colophon_handler_state state;
  return &state;
}

// Keeps the instruction that a signal interrupted and those that called it.
static inline void colophon_note_frames(void *context) {
  struct colophon_marker *marker = colophon_handler()->marker;
  uintptr_t instruction = 0;
#if defined(__x86_64__)
  // The register that glibc names REG_RIP for those who ask for GNU extensions.
  instruction = (uintptr_t)((ucontext_t *)context)->uc_mcontext.gregs[16];
#elif defined(__aarch64__)
  instruction = (uintptr_t)((ucontext_t *)context)->uc_mcontext.pc;
#endif
  marker->frames[0] = instruction;
  marker->frame_count = 1;
  void *addresses[COLOPHON_FRAMES];
  int count = backtrace(addresses, COLOPHON_FRAMES);
  // The handler's own frames come first.
  int first = 0;
  while (first < count && (uintptr_t)addresses[first] != instruction) first++;
  for (int i = first + 1; i < count; i++) marker->frames[i - first] = (uintptr_t)addresses[i];
  if (first < count) marker->frame_count = count - first;
}

static inline void colophon_on_locate(int number, siginfo_t *info, void *context) { colophon_note_frames(context); }

// Tells a stack that ran out, and memory at its limit, from other faults; then lets the signal kill the process as it
// would have. Runs on its own stack and calls only what is safe in a handler.
static inline void colophon_on_fault(int number, siginfo_t *info, void *context) {
  struct rlimit limit;
  if (number == SIGSEGV && getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) {
    uintptr_t address = (uintptr_t)info->si_addr;
    uintptr_t lowest = colophon_handler()->stack_top - (uintptr_t)limit.rlim_cur;
    uintptr_t distance = address > lowest ? address - lowest : lowest - address;
    if (distance < (1 << 20)) colophon_handler()->marker->cause = COLOPHON_CAUSE_STACK;
  }
  if (getrlimit(RLIMIT_DATA, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) {
    char text[256];
    int file = open("/proc/self/statm", O_RDONLY);
    ssize_t count = file >= 0 ? read(file, text, sizeof text - 1) : 0;
    if (file >= 0) close(file);
    // The sixth number is the size of data and stack, in pages.
    uint64_t value = 0;
    int field = 0;
    for (ssize_t i = 0; i < count && field < 6; i++) {
      if (text[i] == ' ') {
        field++;
        if (field < 6) value = 0;
      } else if (text[i] >= '0' && text[i] <= '9') {
        value = value * 10 + (uint64_t)(text[i] - '0');
      }
    }
    uint64_t used = value * (uint64_t)sysconf(_SC_PAGESIZE);
    if (used > limit.rlim_cur / 16 * 15) colophon_handler()->marker->cause = COLOPHON_CAUSE_MEMORY;
  }
  // Last, since a program that is broken enough may not survive it: then the next signal finds no handler.
  signal(number, SIG_DFL);
  colophon_note_frames(context);
  raise(number);
}

static inline void colophon_install_fault_handler(struct colophon_marker *marker) {
  static char stack[64 * 1024];
  stack_t alternate = {.ss_sp = stack, .ss_flags = 0, .ss_size = sizeof stack};
  sigaltstack(&alternate, 0);
  colophon_handler()->marker = marker;
  colophon_handler()->stack_top = (uintptr_t)__builtin_frame_address(0);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = colophon_on_fault;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  int signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE};
  for (unsigned i = 0; i < sizeof signals / sizeof *signals; i++) sigaction(signals[i], &action, 0);
  action.sa_sigaction = colophon_on_locate;
  action.sa_flags |= SA_RESTART;
  sigaction(COLOPHON_LOCATE, &action, 0);
  // The first call loads a library, which a handler must not do.
  void *address;
  backtrace(&address, 1);
}

// Asks the main thread of a process where it is.
static inline int colophon_locate(pid_t process) {
  return (int)syscall(SYS_tgkill, process, process, COLOPHON_LOCATE);
}

// The end of a loaded library, by where it begins: its headers are loaded with it.
static inline uintptr_t colophon_module_end(uintptr_t start) {
  const Elf64_Ehdr *header = (const Elf64_Ehdr *)start;
  const Elf64_Phdr *segments = (const Elf64_Phdr *)(start + header->e_phoff);
  uintptr_t end = start;
  for (int i = 0; i < header->e_phnum; i++) {
    uintptr_t last = start + segments[i].p_vaddr + segments[i].p_memsz;
    if (segments[i].p_type == PT_LOAD && last > end) end = last;
  }
  return end;
}

// A top level with an `await` does not return: it is a task, and where it has been started the runtime serves the main
// queue for good. Its hook lets us serve that queue until the segment has said that it ended, and leave.
struct colophon_entry_state {
  jmp_buf end;
  volatile int has_ended;
};
static inline struct colophon_entry_state *colophon_entry(void) {
  static struct colophon_entry_state state;
  return &state;
}
static inline void colophon_serve_main_queue(void *original, void *override) {
  int (*handle)(void) = (int (*)(void))dlsym(0, "_dispatch_get_main_queue_handle_4CF");
  void (*serve)(void *) = (void (*)(void *))dlsym(0, "_dispatch_main_queue_callback_4CF");
  if (!handle || !serve) return;
  int descriptor = handle();
  while (1) {
    serve(0);
    if (colophon_entry()->has_ended) break;
    struct pollfd watched = {descriptor, POLLIN, 0};
    uint64_t count;
    if (poll(&watched, 1, -1) > 0) (void)!read(descriptor, &count, sizeof count);
  }
  longjmp(colophon_entry()->end, 1);
}
// Runs the top level of a module, and comes back also from one that waits.
static __attribute__((noinline)) void colophon_enter(int32_t (*entry)(int32_t, void *)) {
  void **hook = (void **)dlsym(0, "swift_task_asyncMainDrainQueue_hook");
  if (hook) *hook = (void *)colophon_serve_main_queue;
  colophon_entry()->has_ended = 0;
  if (setjmp(colophon_entry()->end) == 0) entry(0, 0);
}
static inline void colophon_end_segment(void) { colophon_entry()->has_ended = 1; }


// Notes of what the process of cells asks of the world around it. Whoever calls these may be in the middle of anything, so
// they take no lock and allocate nothing, and leave errno as the system sets it.
struct colophon_access_state {
  int notes;
  struct colophon_marker *marker;
  // Hashes of what was noted, so that a loop does not note the same for ever. Whoever is overtaken notes it twice.
  uint64_t noted[4096];
  int (*clock_gettime)(clockid_t, struct timespec *);
};
static inline struct colophon_access_state *colophon_access_state(void) {
  static struct colophon_access_state state = {-1, 0, {0}, 0};
  return &state;
}
static inline int colophon_make_notes(void) {
  // 1 is MFD_CLOEXEC.
  int notes = (int)syscall(SYS_memfd_create, "colophon", 1);
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
  return path && strncmp(path, "/proc/", 6) != 0 && strncmp(path, "/dev/", 5) != 0 && strncmp(path, "/sys/", 5) != 0;
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
  }
  errno = error;
  return file;
}
static inline void *colophon_opendir(const char *path) {
  void *(*open_folder)(const char *) = (void *(*)(const char *))dlsym((void *)-1, "opendir");
  char buffer[4096];
  const char *whole = colophon_absolute(AT_FDCWD, path, buffer, sizeof buffer);
  if (colophon_is_file(whole)) colophon_note_access('L', whole, 0, 0, 0);
  return open_folder ? open_folder(path) : 0;
}
static inline int colophon_stat(int folder, const char *path, void *status, int flags) {
  int result = (int)syscall(SYS_newfstatat, folder, path, status, flags);
  int error = errno;
  char buffer[4096];
  const char *whole = colophon_absolute(folder, path, buffer, sizeof buffer);
  if (colophon_is_file(whole) && whole[0]) colophon_note_access('S', whole, 0, 0, 0);
  errno = error;
  return result;
}
static inline int colophon_access(int folder, const char *path, int mode, int flags) {
  int result = (int)(flags ? syscall(SYS_faccessat2, folder, path, mode, flags) : syscall(SYS_faccessat, folder, path, mode));
  int error = errno;
  char buffer[4096];
  const char *whole = colophon_absolute(folder, path, buffer, sizeof buffer);
  if (colophon_is_file(whole)) colophon_note_access('S', whole, 0, 0, 0);
  errno = error;
  return result;
}
static inline int colophon_rename(const char *old, const char *new_path) {
  int result = (int)syscall(SYS_renameat2, AT_FDCWD, old, AT_FDCWD, new_path, 0);
  int error = errno;
  char buffer[4096];
  if (result == 0) colophon_note_access('W', colophon_absolute(AT_FDCWD, new_path, buffer, sizeof buffer), 0, 0, 0);
  errno = error;
  return result;
}
extern char **environ;
static inline char *colophon_getenv(const char *name) {
  // Read without the C library's help, which is what is being replaced.
  size_t length = strlen(name);
  for (char **entry = environ; entry && *entry; entry++) {
    if (strncmp(*entry, name, length) == 0 && (*entry)[length] == '=') {
      colophon_note_access('E', name, 0, 0, 0);
      return *entry + length + 1;
    }
  }
  return 0;
}
static inline void colophon_note_time(void) { colophon_note_access('T', "", 0, 0, 0); }
static inline int colophon_clock_gettime(clockid_t clock, struct timespec *time) {
  struct colophon_access_state *state = colophon_access_state();
  // The C library's own asks no system call of most clocks.
  if (!state->clock_gettime)
    state->clock_gettime = (int (*)(clockid_t, struct timespec *))dlsym((void *)-1, "clock_gettime");
  // Other clocks than that of the day are what waiting is made of, and no cell shows them for what they are.
  if (clock == CLOCK_REALTIME) colophon_note_time();
  return state->clock_gettime ? state->clock_gettime(clock, time) : (int)syscall(SYS_clock_gettime, clock, time);
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

// The name that a link holds, and folders below folders, as the C library walks through them by itself.
static inline long colophon_readlink(int folder, const char *path, char *buffer, size_t size) {
  // The program that runs the cells is nobody's business: to them it is called as their module is.
  if (colophon_access_state()->marker && path && !strcmp(path, "/proc/self/exe")) {
    memcpy(buffer, "main", size < 4 ? size : 4);
    return size < 4 ? (long)size : 4;
  }
  long count = syscall(SYS_readlinkat, folder, path, buffer, size);
  int error = errno;
  char whole[4096];
  const char *absolute = colophon_absolute(folder, path, whole, sizeof whole);
  if (colophon_is_file(absolute)) colophon_note_access('K', absolute, 0, 0, 0);
  errno = error;
  return count;
}
static inline void *colophon_walk(char *const *paths, int options, void *compare) {
  void *(*walk)(char *const *, int, void *) = (void *(*)(char *const *, int, void *))dlsym((void *)-1, "fts_open");
  char buffer[4096];
  for (char *const *path = paths; path && *path; path++)
    colophon_note_access('D', colophon_absolute(AT_FDCWD, *path, buffer, sizeof buffer), 0, 0, 0);
  return walk ? walk(paths, options, compare) : 0;
}
// The file of the program or library that an address lies in; 0 where it is in the code of cells or in none.
static inline const char *colophon_library(const struct colophon_marker *marker, const void *address) {
  for (int i = 0; marker && i < marker->module_count; i++)
    if (marker->module_starts[i] <= (uintptr_t)address && (uintptr_t)address < marker->module_ends[i]) return 0;
  // The C library's `Dl_info`, which it shows only to those who ask for GNU extensions.
  struct {
    const char *file;
    void *start;
    const char *symbol;
    void *symbol_start;
  } found = {0, 0, 0, 0};
  int (*find)(const void *, void *) = (int (*)(const void *, void *))dlsym(0, "dladdr");
  return find && find(address, &found) ? found.file : 0;
}
// What another program reads is not seen.
static inline void colophon_note_program(void) { colophon_note_access('X', "", 0, 0, 0); }
static inline void *colophon_next(const char *function) { return dlsym((void *)-1, function); }
