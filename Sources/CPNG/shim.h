// libpng as Debian's libpng-dev installs it. Swift calls its simplified interface, whose errors are values: the full one leaves
// its functions by longjmp, and Swift cannot be jumped over. What only the full one can do is done here.
#pragma once
#include <png.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { COLOPHON_PNG_MESSAGE_SIZE = 64 };

struct colophon_png_source {
  const unsigned char *bytes;
  size_t count;
};

static inline void colophon_png_read(png_structp png, png_bytep target, size_t count) {
  struct colophon_png_source *source = (struct colophon_png_source *)png_get_io_ptr(png);
  if (count > source->count) png_error(png, "read beyond end of data");
  memcpy(target, source->bytes, count);
  source->bytes += count;
  source->count -= count;
}

static inline void colophon_png_fail(png_structp png, png_const_charp message) {
  strncpy((char *)png_get_error_ptr(png), message, COLOPHON_PNG_MESSAGE_SIZE - 1);
  png_longjmp(png, 1);
}

static inline void colophon_png_ignore(png_structp png, png_const_charp message) {}

// Reads a file of 16 bits a sample, as they are stored, with transparency as a channel of its own where there is any: the
// simplified interface multiplies colours with it. `target` has `height` rows of `width` samples. Returns 0 and a message
// where the file is damaged or of another size.
static inline int colophon_png_read_words(const unsigned char *bytes, size_t count, uint16_t *target, size_t height,
                                          size_t width, char message[COLOPHON_PNG_MESSAGE_SIZE]) {
  struct colophon_png_source source = {bytes, count};
  memset(message, 0, COLOPHON_PNG_MESSAGE_SIZE);
  png_bytep *rows = (png_bytep *)malloc(height * sizeof(png_bytep));
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, message, colophon_png_fail, colophon_png_ignore);
  png_infop info = png ? png_create_info_struct(png) : 0;
  if (!rows || !info || setjmp(png_jmpbuf(png))) {
    if (png) png_destroy_read_struct(&png, &info, 0);
    free(rows);
    return 0;
  }
  png_set_read_fn(png, &source, colophon_png_read);
  png_read_info(png, info);
  if (png_get_valid(png, info, PNG_INFO_tRNS)) png_set_tRNS_to_alpha(png);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  png_set_swap(png);
#endif
  png_set_interlace_handling(png);
  png_read_update_info(png, info);
  if (png_get_rowbytes(png, info) != width * sizeof(uint16_t) || png_get_image_height(png, info) != height)
    png_error(png, "unexpected size");
  for (size_t row = 0; row < height; row++) rows[row] = (png_bytep)(target + row * width);
  png_read_image(png, rows);
  png_destroy_read_struct(&png, &info, 0);
  free(rows);
  return 1;
}
