#ifndef WHATFAILS_CEXPAT_SHIM_H
#define WHATFAILS_CEXPAT_SHIM_H

#include <expat.h>

#endif
