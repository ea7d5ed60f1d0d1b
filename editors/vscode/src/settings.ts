// Names of settings. Nothing here needs VS Code.

/** Settings that take effect only with a new server; the server asks for all others itself. */
export const RESTARTING = ["cfglint.enable", "cfglint.path", "cfglint.arguments", "cfglint.logFile"];
