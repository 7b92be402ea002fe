void wf_placeholder(void);
