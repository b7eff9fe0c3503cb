/** What programs need of the system to be run at all; where one of these is missing on a host, another is there. */
export const systemFolders = ['/usr', '/bin', '/lib', '/lib64', '/etc/ld.so.cache', '/nix/store', '/gnu/store'] as const
