/* What outlives a power cut, in IndexedDB: it is there on plain http too, where the Cache API is not.
   When a device refuses storage the same calls work from memory and the player says so in its heartbeat. */

const NAMES = ["kept", "files", "plays"];

function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function open(name) {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    for (const store of NAMES) request.result.createObjectStore(store);
  };
  return settled(request);
}

export async function openStore(name = "signage") {
  try {
    return new Store(await open(name));
  } catch {
    return new MemoryStore();
  }
}

class Store {
  constructor(database) {
    this.database = database;
    this.durable = true;
  }

  get(store, key) {
    return settled(this.database.transaction(store).objectStore(store).get(key));
  }

  keys(store, range, count) {
    return settled(this.database.transaction(store).objectStore(store).getAllKeys(range, count));
  }

  all(store, count) {
    return settled(this.database.transaction(store).objectStore(store).getAll(null, count));
  }

  count(store) {
    return settled(this.database.transaction(store).objectStore(store).count());
  }

  /* Writes and deletes of any stores, all or none: {kept: {key: value}}; undefined deletes. */
  change(changes) {
    const transaction = this.database.transaction(Object.keys(changes), "readwrite");
    for (const [store, values] of Object.entries(changes)) {
      const target = transaction.objectStore(store);
      for (const [key, value] of Object.entries(values)) {
        if (value === undefined) target.delete(key);
        else target.put(value, key);
      }
    }
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  }

  clear(stores) {
    const transaction = this.database.transaction(stores, "readwrite");
    for (const store of stores) transaction.objectStore(store).clear();
    return new Promise((resolve) => { transaction.oncomplete = transaction.onabort = () => resolve(); });
  }
}

class MemoryStore {
  constructor() {
    this.durable = false;
    this.maps = Object.fromEntries(NAMES.map((name) => [name, new Map()]));
  }

  async get(store, key) {
    return this.maps[store].get(key);
  }

  async keys(store, _range, count) {
    return [...this.maps[store].keys()].sort().slice(0, count);
  }

  async all(store, count) {
    return (await this.keys(store, null, count)).map((key) => this.maps[store].get(key));
  }

  async count(store) {
    return this.maps[store].size;
  }

  async change(changes) {
    for (const [store, values] of Object.entries(changes)) {
      for (const [key, value] of Object.entries(values)) {
        if (value === undefined) this.maps[store].delete(key);
        else this.maps[store].set(key, value);
      }
    }
  }

  async clear(stores) {
    for (const store of stores) this.maps[store].clear();
  }
}
