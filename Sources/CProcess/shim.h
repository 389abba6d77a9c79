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
#include "libraries.h"

// What a cell's process says of itself without a message, so that it survives any death: one shared page.
enum { COLOPHON_FRAMES = 64, COLOPHON_MODULES = 2048 };
struct colophon_marker {
  // The step (cell or checked value) being evaluated, and the line in the step's own text, from 0; -1 before the first.
  volatile int32_t step;
  volatile int32_t line;
  // Why a signal came, where the handler could tell.
  volatile int32_t cause;
  // Whether it came from Swift's runtime, which has then said why.
  volatile int32_t is_of_runtime;
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

// The signal that asks a process of cells where it is, and the one that wakes a snapshot.
enum { COLOPHON_LOCATE = 63, COLOPHON_RESUME = 62 };

static inline pid_t colophon_fork(void) { return fork(); }

// A copy of this process, which must have one thread, as another child of its parent. -1 where the system gives none.
static inline pid_t colophon_copy(void) {
  // 40 is PR_GET_TID_ADDRESS: where the C library keeps the thread's number, which is another in the copy.
  int *number = 0;
  if (prctl(40, &number, 0, 0, 0) != 0 || !number) return -1;
  // CLONE_PARENT, CLONE_CHILD_CLEARTID and CLONE_CHILD_SETTID are for those who ask for GNU extensions.
  unsigned long flags = 0x8000 | 0x200000 | 0x1000000 | SIGCHLD;
#if defined(__aarch64__)
  return (pid_t)syscall(SYS_clone, flags, 0, 0, 0, number);
#else
  return (pid_t)syscall(SYS_clone, flags, 0, 0, number, 0);
#endif
}

static inline void colophon_block_resume(void) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, COLOPHON_RESUME);
  sigprocmask(SIG_BLOCK, &signals, 0);
}
// Sleeps until this process is wanted, deaf to all other signals meanwhile.
static inline void colophon_await_resume(void) {
  sigset_t all, before, wanted;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &before);
  sigemptyset(&wanted);
  sigaddset(&wanted, COLOPHON_RESUME);
  while (sigwaitinfo(&wanted, 0) != COLOPHON_RESUME) {}
  sigprocmask(SIG_SETMASK, &before, 0);
}

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

// What has state is a function, because Swift emits no variables of a header, and has this before it: of functions that are `static`
// each object file has its own, and with that a state of its own, where optimised code of one file is put into another.
#define COLOPHON_SHARED __attribute__((weak, visibility("hidden")))

// What the signal handler knows.
struct colophon_handler_state {
  struct colophon_marker *marker;
  uintptr_t stack_top;
};
COLOPHON_SHARED struct colophon_handler_state *colophon_handler(void) {
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
  struct colophon_marker *marker = colophon_handler()->marker;
  marker->is_of_runtime = colophon_runtime_ends(marker->frames, marker->frame_count);
  raise(number);
}

COLOPHON_SHARED void colophon_install_fault_handler(struct colophon_marker *marker) {
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
COLOPHON_SHARED struct colophon_entry_state *colophon_entry(void) {
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

// The file of the program or library that an address lies in; 0 where it is in the code of cells or in none.
static inline const char *colophon_library(const struct colophon_marker *marker, const void *address) {
  for (int i = 0; marker && i < marker->module_count; i++)
    if (marker->module_starts[i] <= (uintptr_t)address && (uintptr_t)address < marker->module_ends[i]) return 0;
  return colophon_find(address).file;
}

// Hash values and the order of sets and dictionaries come from another seed, and are still the same at each run. Nothing may have
// been hashed before.
static inline void colophon_seed_hashing(uint64_t seed) {
  // The standard library's `SwiftShims/GlobalObjects.h`.
  extern struct { uint64_t seeds[2]; _Bool is_deterministic; } _swift_stdlib_Hashing_parameters;
  _swift_stdlib_Hashing_parameters.seeds[0] = seed;
  _swift_stdlib_Hashing_parameters.seeds[1] = seed;
}

// This process, and what it starts, runs on so many of its processors. The C library hides its own name for the call.
static inline void colophon_use_processors(int count) {
  uint64_t mask[128] = {0};
  long size = syscall(SYS_sched_getaffinity, 0, sizeof mask, mask);
  if (size <= 0) return;
  for (long processor = 0; processor < 8 * size; processor++) {
    uint64_t bit = (uint64_t)1 << (processor % 64);
    if ((mask[processor / 64] & bit) && count-- <= 0) mask[processor / 64] &= ~bit;
  }
  syscall(SYS_sched_setaffinity, 0, (size_t)size, mask);
}
