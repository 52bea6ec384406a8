/** Saves a text that the page has made as a file. */
export function download(name: string, type: string, parts: readonly string[]): void {
  const address = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the address after this.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
