// libpng as Debian's libpng-dev installs it. Only its simplified interface is called, whose errors are values: the full
// one leaves its functions by longjmp, and Swift cannot be jumped over.
#pragma once
#include <png.h>
