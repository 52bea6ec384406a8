/** Environment by which a thread finds the compile cache of this process, if there is one (the launcher names it). */
export const compileCache = (): Record<string, string> => {
  const { NODE_COMPILE_CACHE: folder } = process.env;
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: folder };
};
