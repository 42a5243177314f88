// Preloaded into a server: makes a bug of a provider's library. A call whose body holds the words of FAULT_THROW or
// FAULT_REJECT goes on as it should, but leaves an error behind that nothing catches.
const { FAULT_THROW, FAULT_REJECT } = process.env;
const { fetch } = globalThis;

globalThis.fetch = async (...request) => {
  const body = String(request[1]?.body);
  if (FAULT_THROW !== undefined && body.includes(FAULT_THROW)) {
    setTimeout(() => {
      throw new Error("a bug that throws");
    });
  }
  if (FAULT_REJECT !== undefined && body.includes(FAULT_REJECT)) {
    setTimeout(() => Promise.reject(new Error("a bug that rejects")));
  }
  return fetch(...request);
};
