// Reports on their way from the page that loaded them (fetch.html) to the one that shows them: kept in the browser's database
// until they are taken.

const open = () => new Promise((resolve, reject) => {
  const request = indexedDB.open('plimsoll', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('reports');
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(new Error('this browser keeps nothing for the page'));
});

const transact = async (act) => {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction('reports', 'readwrite');
      const request = act(transaction.objectStore('reports'));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(new Error('this browser has no room for the report'));
    });
  } finally {
    database.close();
  }
};

/** Keeps the text of a report, and no other. */
export const handOver = (address, text) => transact((reports) => {
  reports.clear();
  return reports.put(text, address);
});

/** The text, once; undefined where there is none. */
export const take = async (address) => {
  const text = await transact((reports) => reports.get(address)).catch(() => undefined);
  if (text !== undefined) await transact((reports) => reports.clear());
  return text;
};
