// libcmark as Debian's libcmark-dev installs it. Nothing is added: everything the converter calls is visible to Swift.
#include <cmark.h>
