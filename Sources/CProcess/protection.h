// What the process of cells may not do to those who watch over it: send them signals, join their groups, change their limits
// or their memory, or take back that it ends with them. The kernel refuses it with EPERM, in all that the cells start too.
#pragma once
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { COLOPHON_FILTER_SIZE = 256 };
struct colophon_filter {
  struct sock_filter instructions[COLOPHON_FILTER_SIZE];
  unsigned short count;
};
static inline void colophon_filter_add(struct colophon_filter *filter, uint16_t code, uint32_t value, uint8_t yes, uint8_t no) {
  struct sock_filter instruction = {code, yes, no, value};
  if (filter->count < COLOPHON_FILTER_SIZE) filter->instructions[filter->count++] = instruction;
}
static inline void colophon_filter_refuse(struct colophon_filter *filter) {
  colophon_filter_add(filter, BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM, 0, 0);
}
// Refuses a system call where one of its arguments has one of some values, as numbers of 32 bits.
static inline void colophon_filter_rule(struct colophon_filter *filter, uint32_t call, int argument, const int32_t *values,
                                        int count) {
  // Past the argument's load, the comparisons and the two ends: the next rule.
  colophon_filter_add(filter, BPF_JMP | BPF_JEQ | BPF_K, call, 0, (uint8_t)(count + 3));
  colophon_filter_add(filter, BPF_LD | BPF_W | BPF_ABS, (uint32_t)(offsetof(struct seccomp_data, args) + 8 * (size_t)argument), 0, 0);
  for (int i = 0; i < count; i++)
    colophon_filter_add(filter, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)values[i], (uint8_t)(count - i), 0);
  colophon_filter_add(filter, BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0, 0);
  colophon_filter_refuse(filter);
}

// Begins with a filter of this architecture's system calls, whose number it has at hand: those of others have other numbers.
static inline void colophon_filter_begin(struct colophon_filter *filter) {
  filter->count = 0;
#if defined(__x86_64__)
  uint32_t architecture = AUDIT_ARCH_X86_64;
#else
  uint32_t architecture = AUDIT_ARCH_AARCH64;
#endif
  colophon_filter_add(filter, BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch), 0, 0);
  colophon_filter_add(filter, BPF_JMP | BPF_JEQ | BPF_K, architecture, 1, 0);
  colophon_filter_refuse(filter);
  colophon_filter_add(filter, BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr), 0, 0);
  colophon_filter_add(filter, BPF_JMP | BPF_JGE | BPF_K, 0x40000000u, 0, 1);
  colophon_filter_refuse(filter);
}
// Sets the filter upon this process and all that it starts, beside those that are there. -1 where the system has none.
static inline int colophon_filter_set(struct colophon_filter *filter) {
  colophon_filter_add(filter, BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0, 0);
  struct sock_fprog program = {filter->count, filter->instructions};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}

// Refuses what changes a file and is no right of Landlock's: its mode, owner, times and attributes. With EACCES, as Landlock does.
static inline int colophon_refuse_changes_of_attributes(void) {
  struct colophon_filter filter;
  colophon_filter_begin(&filter);
  uint32_t calls[] = {
#if defined(__x86_64__)
      SYS_chmod, SYS_chown, SYS_lchown, SYS_utime, SYS_utimes, SYS_futimesat,
#endif
      SYS_fchmod, SYS_fchmodat, 452 /* fchmodat2 */, SYS_fchown, SYS_fchownat, SYS_utimensat, SYS_truncate,
      SYS_setxattr, SYS_lsetxattr, SYS_fsetxattr, SYS_removexattr, SYS_lremovexattr, SYS_fremovexattr,
      463 /* setxattrat */, 466 /* removexattrat */, 469 /* file_setattr */,
      // What is asked for through its queues no filter sees.
      425 /* io_uring_setup */};
  for (unsigned i = 0; i < sizeof calls / sizeof *calls; i++) {
    colophon_filter_add(&filter, BPF_JMP | BPF_JEQ | BPF_K, calls[i], 0, 1);
    colophon_filter_add(&filter, BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES, 0, 0);
  }
  // FS_IOC_SETFLAGS, the same of 32 bits, and FS_IOC_FSSETXATTR.
  int32_t requests[] = {0x40086602, 0x40046602, 0x401c5820};
  colophon_filter_rule(&filter, SYS_ioctl, 1, requests, 3);
  return colophon_filter_set(&filter);
}

// Whether the system can keep a process from changing files.
static inline int colophon_can_refuse_changes(void) { return syscall(444 /* landlock_create_ruleset */, 0, 0, 1) >= 1; }

// Keeps this process, and all that it starts, from changing anything in files from now on; what is open already stays so. -1 where the
// system cannot: this is Linux's Landlock, of which there are versions, and a filter for what that does not see.
static inline int colophon_refuse_changes(void) {
  long version = syscall(444 /* landlock_create_ruleset */, 0, 0, 1);
  if (version < 1) return -1;
  // Writing; removing folders and files; making devices, folders, files, sockets, pipes and links.
  uint64_t writing = 1u << 1, changes = writing | 0x1ff0;
  if (version >= 2) changes |= 1u << 13;                         // from one folder to another
  if (version >= 3) changes |= 1u << 14, writing |= 1u << 14;    // truncating
  int rules = (int)syscall(444, &changes, sizeof changes, 0);
  if (rules < 0) return -1;
  struct __attribute__((packed)) { uint64_t allowed; int32_t file; } rule = {writing, open("/dev/null", O_RDONLY | O_CLOEXEC)};
  if (rule.file >= 0) {
    syscall(445 /* landlock_add_rule */, rules, 1, &rule, 0);
    close(rule.file);
  }
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  int result = (int)syscall(446 /* landlock_restrict_self */, rules, 0);
  close(rules);
  return result != 0 ? result : colophon_refuse_changes_of_attributes();
}

// Keeps all but the system's administrator from looking into this process through /proc.
static inline int colophon_hide(void) { return prctl(PR_SET_DUMPABLE, 0); }

// Protects two processes and their groups from this one and all that it starts. -1 where the system has no such filters.
static inline int colophon_protect(pid_t first, pid_t second) {
  struct colophon_filter filter;
  colophon_filter_begin(&filter);
  pid_t group = getpgid(first), other_group = getpgid(second);
  // -1 means all processes of the user.
  int32_t processes[] = {first, second, -group, -other_group, -first, -second, -1};
  int32_t calls[] = {SYS_kill, SYS_tkill, SYS_tgkill, SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo, 434 /* pidfd_open */,
                     SYS_process_vm_writev, SYS_prlimit64};
  for (unsigned i = 0; i < sizeof calls / sizeof *calls; i++)
    colophon_filter_rule(&filter, (uint32_t)calls[i], 0, processes, 7);
  colophon_filter_rule(&filter, SYS_ptrace, 1, processes, 2);
  int32_t groups[] = {group, other_group};
  colophon_filter_rule(&filter, SYS_setpgid, 1, groups, 2);
  // Who ends with its parent may say so again: a copy of the process has to.
  size_t first_argument = offsetof(struct seccomp_data, args), second_argument = first_argument + 8;
  colophon_filter_add(&filter, BPF_JMP | BPF_JEQ | BPF_K, SYS_prctl, 0, 7);
  colophon_filter_add(&filter, BPF_LD | BPF_W | BPF_ABS, (uint32_t)first_argument, 0, 0);
  colophon_filter_add(&filter, BPF_JMP | BPF_JEQ | BPF_K, PR_SET_PDEATHSIG, 1, 0);
  colophon_filter_add(&filter, BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0, 0);
  colophon_filter_add(&filter, BPF_LD | BPF_W | BPF_ABS, (uint32_t)second_argument, 0, 0);
  colophon_filter_add(&filter, BPF_JMP | BPF_JEQ | BPF_K, SIGKILL, 0, 1);
  colophon_filter_add(&filter, BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0, 0);
  colophon_filter_refuse(&filter);
  // F_SETOWN and F_SETOWN_EX: who gets the signals of a file.
  int32_t owners[] = {8, 15};
  colophon_filter_rule(&filter, SYS_fcntl, 1, owners, 2);
  // So do FIOSETOWN and SIOCSPGRP.
  int32_t requests[] = {0x8901, 0x8902};
  colophon_filter_rule(&filter, SYS_ioctl, 1, requests, 2);
  // A folder of /proc would do as a process here.
  colophon_filter_add(&filter, BPF_JMP | BPF_JEQ | BPF_K, 424 /* pidfd_send_signal */, 0, 1);
  colophon_filter_refuse(&filter);
  return colophon_filter_set(&filter);
}
