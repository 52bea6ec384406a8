/** Whether the name or address is this machine's own. @param hostname as in a URL */
export const isLoopbackHost = (hostname: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
