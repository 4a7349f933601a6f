/** What the tabs of this browser say to each other. */

const NAME = "smartclient";
const ANSWERED_WITHIN = 400;

export class Channel {
  #channel = new BroadcastChannel(NAME);
  /** @type {CryptoKey | null} */
  #key = null;

  /** @param {(message: any) => void} heard */
  constructor(heard) {
    this.#channel.onmessage = ({ data }) => {
      if (data.kind === "key wanted" && this.#key) this.say({ kind: "key", key: this.#key });
      else if (!data.kind.startsWith("key")) heard(data);
    };
  }

  /** @param {any} message */
  say(message) {
    this.#channel.postMessage(message);
  }

  /** Hand this key to tabs that ask for it, or none any more. @param {CryptoKey | null} key */
  hand(key) {
    this.#key = key;
  }

  /** The key of a tab that is unlocked, null where none is. @returns {Promise<CryptoKey | null>} */
  askForKey() {
    return new Promise((resolve) => {
      const asking = new BroadcastChannel(NAME);
      const end = (key) => {
        asking.close();
        resolve(key);
      };
      const tooLate = setTimeout(() => end(null), ANSWERED_WITHIN);
      asking.onmessage = ({ data }) => {
        if (data.kind !== "key") return;
        clearTimeout(tooLate);
        end(data.key);
      };
      asking.postMessage({ kind: "key wanted" });
    });
  }
}
