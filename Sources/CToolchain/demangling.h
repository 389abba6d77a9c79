// What Swift's runtime has for whoever reads the names of its symbols.
#pragma once
#include <stddef.h>
#include <stdint.h>

// The text is the caller's to free; a null pointer for what is no such name.
char *swift_demangle(const char *name, size_t length, char *buffer, size_t *size, uint32_t flags);
