/**
 * The worker that runs head office's rules: Python code of Smart Client under Pyodide.
 *
 * A message is `{id, call, text}`, with the name of a call of `smartclient.orderpad.calls` and its
 * arguments as JSON; its answer `{id, text}`. `{ready: true}` is sent once calls are taken, `{failed}`
 * where they never will be.
 */

const LIBRARY = new URL("../libraries/pyodide/", import.meta.url);
const ARCHIVE = new URL("./smartclient.zip", import.meta.url);

const ready = begin();

async function begin() {
  const [{ loadPyodide }, archive] = await Promise.all([
    import(new URL("pyodide.mjs", LIBRARY).href),
    fetch(ARCHIVE).then((answer) => answer.arrayBuffer()),
  ]);
  const python = await loadPyodide({ indexURL: LIBRARY.href });
  python.unpackArchive(archive, "zip", { extractDir: "/rules" });
  python.runPython('import sys; sys.path.insert(0, "/rules")');
  return python.pyimport("smartclient.orderpad.calls");
}

ready.then(
  () => postMessage({ ready: true }),
  (error) => postMessage({ failed: String(error) }),
);

self.onmessage = async ({ data: { id, call, text } }) => {
  try {
    postMessage({ id, text: (await ready).call(call, text) });
  } catch (error) {
    postMessage({ id, failed: String(error) });
  }
};
