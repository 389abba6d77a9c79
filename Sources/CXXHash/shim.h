// xxHash as Debian's libxxhash-dev installs it.
#include <xxhash.h>
