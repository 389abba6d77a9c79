// Which instructions a module is compiled for, and whether the processor that runs it has them. In C, because only a header
// knows the first (`-march` defines macros), and because whoever asks must do without what it asks about: the functions here
// are compiled for every processor, whatever the module that includes them is compiled for.
#pragma once
#include <unistd.h>

// The instructions that compilers use of their own accord: their names in /proc/cpuinfo and GCC, and the macro of each.
#define COLOPHON_FEATURES(FEATURE) \
  FEATURE("sse3", __SSE3__) FEATURE("ssse3", __SSSE3__) FEATURE("sse4.1", __SSE4_1__) FEATURE("sse4.2", __SSE4_2__) \
  FEATURE("sse4a", __SSE4A__) FEATURE("popcnt", __POPCNT__) FEATURE("lzcnt", __LZCNT__) FEATURE("movbe", __MOVBE__) \
  FEATURE("avx", __AVX__) FEATURE("f16c", __F16C__) FEATURE("fma", __FMA__) FEATURE("fma4", __FMA4__) \
  FEATURE("xop", __XOP__) FEATURE("tbm", __TBM__) FEATURE("bmi", __BMI__) FEATURE("bmi2", __BMI2__) \
  FEATURE("avx2", __AVX2__) FEATURE("gfni", __GFNI__) FEATURE("vaes", __VAES__) FEATURE("vpclmulqdq", __VPCLMULQDQ__) \
  FEATURE("avxvnni", __AVXVNNI__) FEATURE("avx512f", __AVX512F__) FEATURE("avx512cd", __AVX512CD__) \
  FEATURE("avx512bw", __AVX512BW__) FEATURE("avx512dq", __AVX512DQ__) FEATURE("avx512vl", __AVX512VL__) \
  FEATURE("avx512ifma", __AVX512IFMA__) FEATURE("avx512vbmi", __AVX512VBMI__) FEATURE("avx512vbmi2", __AVX512VBMI2__) \
  FEATURE("avx512vnni", __AVX512VNNI__) FEATURE("avx512bitalg", __AVX512BITALG__) \
  FEATURE("avx512vpopcntdq", __AVX512VPOPCNTDQ__) FEATURE("avx512bf16", __AVX512BF16__) \
  FEATURE("avx512fp16", __AVX512FP16__)

// 1 for a macro that is defined as 1, 0 for one that is not: only the former makes the comma that moves the 1 to second place.
#define COLOPHON_COMMA_1 0,
#define COLOPHON_SECOND(first, second, ...) second
#define COLOPHON_PICK(comma) COLOPHON_SECOND(comma 1, 0, 0)
#define COLOPHON_PASTE(value) COLOPHON_PICK(COLOPHON_COMMA_##value)
#define COLOPHON_IS_DEFINED(macro) COLOPHON_PASTE(macro)

// Not inlined, so that it stays without the instructions that its caller has: BMI has one for "in this, not in that", and
// with AVX even a copy of some bytes needs it.
#if defined(__x86_64__)
#define COLOPHON_FOR_ANY \
  static __attribute__((noinline, target("no-sse3,no-popcnt,no-lzcnt,no-movbe,no-avx,no-bmi,no-bmi2,no-tbm")))
#else
#define COLOPHON_FOR_ANY static __attribute__((noinline))
#endif

// What this module is compiled for, a bit for each feature. 0 where the architecture is another than x86-64.
COLOPHON_FOR_ANY unsigned long long colophon_compiled_features(void) {
  unsigned long long features = 0;
  int bit = 0;
#if defined(__x86_64__)
#define COLOPHON_NOTE(name, macro) features |= (unsigned long long)COLOPHON_IS_DEFINED(macro) << bit++;
  COLOPHON_FEATURES(COLOPHON_NOTE)
#undef COLOPHON_NOTE
#endif
  return features;
}

// What the processor has and the system lets programs use.
COLOPHON_FOR_ANY unsigned long long colophon_processor_features(void) {
  unsigned long long features = 0;
  int bit = 0;
#if defined(__x86_64__)
  __builtin_cpu_init();
#define COLOPHON_NOTE(name, macro) features |= (unsigned long long)(__builtin_cpu_supports(name) != 0) << bit++;
  COLOPHON_FEATURES(COLOPHON_NOTE)
#undef COLOPHON_NOTE
#endif
  return features;
}

COLOPHON_FOR_ANY void colophon_append(char *text, int size, const char *more) {
  int end = 0;
  while (text[end]) end++;
  while (end + 1 < size && *more) text[end++] = *more++;
  text[end] = 0;
}

// Writes why a program that is compiled for some features cannot run where there are others. 0 where it can.
COLOPHON_FOR_ANY int colophon_describe_missing(unsigned long long compiled, unsigned long long present, char *text, int size) {
  unsigned long long missing = compiled & ~present;
  text[0] = 0;
  if (!missing) return 0;
  colophon_append(text, size, "this program was built for the processor of another machine: it needs ");
  int bit = 0;
  const char *separator = "";
#define COLOPHON_NAME(name, macro) \
  if (missing >> bit++ & 1) { \
    colophon_append(text, size, separator); \
    colophon_append(text, size, name); \
    separator = ", "; \
  }
  COLOPHON_FEATURES(COLOPHON_NAME)
#undef COLOPHON_NAME
  colophon_append(text, size, ", which this one lacks. Build it on this machine, or with COLOPHON_PORTABLE=1 in the "
                              "environment, for every processor of the architecture.\n");
  return 1;
}

// Ends the program with a sentence where the processor lacks what this module is compiled for. Runs by itself where a program
// that has it is loaded: what is compiled for this machine may use its instructions anywhere, also before anything is computed.
__attribute__((constructor)) COLOPHON_FOR_ANY void colophon_require_compiled_features(void) {
  char text[1024];
  if (!colophon_describe_missing(colophon_compiled_features(), colophon_processor_features(), text, sizeof text)) return;
  int length = 0;
  while (text[length]) length++;
  (void)!write(2, text, (unsigned long)length);
  _exit(126);
}
