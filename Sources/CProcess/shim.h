// What the C library offers for processes and Swift's overlay hides or cannot express: fork and the calls between fork
// and exec, variadic system calls, and a signal handler that touches nothing but its own memory.
#pragma once
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>

// What a cell's process tells its supervisor without a message, so that it survives any death: one shared page.
struct colophon_marker {
  // The step (cell or checked value) being evaluated, and the line in the step's own text, from 0; -1 before the first.
  volatile int32_t step;
  volatile int32_t line;
  // Why a signal came, where the handler could tell.
  volatile int32_t cause;
  // The instruction that a fault came from, or 0, and where the loaded modules of cells begin, in order of loading.
  volatile uintptr_t instruction;
  volatile uintptr_t bases[256];
  volatile int32_t base_count;
};
enum { COLOPHON_CAUSE_UNKNOWN = 0, COLOPHON_CAUSE_STACK = 1, COLOPHON_CAUSE_MEMORY = 2 };

static inline pid_t colophon_fork(void) { return fork(); }

// Starts a program in a process group of its own, with the three standard descriptors given. It dies with the thread
// that started it where `dies_with_thread` asks for it. Only async-signal-safe calls follow the fork. Returns -1 and
// errno where no process could be made; a program that cannot be executed exits with 127.
static inline pid_t colophon_spawn(const char *path, char *const arguments[], char *const environment[],
                                   const char *folder, int in, int out, int error, int dies_with_thread) {
  pid_t parent = getpid();
  pid_t child = fork();
  if (child != 0) return child;
  setpgid(0, 0);
  if (dies_with_thread) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(127);
  }
  if (folder && chdir(folder) != 0) _exit(127);
  if (dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(error, 2) < 0) _exit(127);
  signal(SIGPIPE, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, 0);
  execve(path, arguments, environment);
  _exit(127);
}

static inline int colophon_become_subreaper(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1); }
static inline int colophon_die_with_parent(void) { return prctl(PR_SET_PDEATHSIG, SIGKILL); }
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

// Tells a stack that ran out, and memory at its limit, from other faults; then lets the signal kill the process as it
// would have. Runs on its own stack and calls only what is safe in a handler.
static inline void colophon_on_fault(int number, siginfo_t *info, void *context) {
#if defined(__x86_64__)
  // The register that glibc names REG_RIP for those who ask for GNU extensions.
  colophon_handler()->marker->instruction = (uintptr_t)((ucontext_t *)context)->uc_mcontext.gregs[16];
#elif defined(__aarch64__)
  colophon_handler()->marker->instruction = (uintptr_t)((ucontext_t *)context)->uc_mcontext.pc;
#endif
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
  signal(number, SIG_DFL);
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
}
