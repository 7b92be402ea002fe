#ifndef WHATFAILS_CYAML_SHIM_H
#define WHATFAILS_CYAML_SHIM_H

#include <yaml.h>

#endif
