// Duktape as Debian's duktape-dev installs it.
#include <duktape.h>
