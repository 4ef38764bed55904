/* The program waits for its configuration, which form.js gives it. */
window.CMS_MANUAL_INIT = true;
