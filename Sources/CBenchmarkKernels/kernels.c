#include "kernels.h"
void wf_placeholder(void) {}
