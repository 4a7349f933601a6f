/** What the service writes before the service worker's text. */
declare const RELEASE: {
  readonly version: string;
  /** the digest of the page */
  readonly page: string;
  /** path → digest */
  readonly files: Readonly<Record<string, string>>;
};
