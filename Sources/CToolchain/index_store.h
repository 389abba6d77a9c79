// The functions of the toolchain's libIndexStore that are asked for, by the types that a program needs which loads it itself.
// They give texts as a pointer and a length, which Swift cannot write down.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
  const char *data;
  size_t length;
} index_store_text;

// Each for the function `indexstore_` and its name; a handle is a pointer.
typedef void *(*index_store_create)(const char *path, void **error);
typedef void (*index_store_dispose)(void *handle);
typedef size_t (*index_store_unit_name)(void *store, const char *output, char *name, size_t size);
typedef void *(*index_store_reader_create)(void *store, const char *name, void **error);
typedef bool (*index_store_apply)(void *reader, void *context, bool (*body)(void *context, void *item));
typedef index_store_text (*index_store_text_of)(void *item);
typedef void *(*index_store_handle_of)(void *item);
typedef int (*index_store_kind_of)(void *item);
typedef uint64_t (*index_store_roles_of)(void *item);
typedef void (*index_store_location_of)(void *item, unsigned *line, unsigned *column);
