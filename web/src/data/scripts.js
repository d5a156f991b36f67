// Tables in script files beside the page: the one kind of file that a page opened from a disk may read.

const waiting = new Map();

globalThis.paperkg = (name, value) => {
  waiting.get(name)?.(value);
  waiting.delete(name);
};

export const fetchScript = (folder, name) => new Promise((resolve, reject) => {
  waiting.set(name, resolve);
  const script = document.createElement("script");
  script.src = `${encodeURIComponent(folder)}/${name}.js`;
  script.onload = () => script.remove();
  script.onerror = () => reject(new Error(`${folder}/${name}.js is missing: keep the folder beside the page`));
  document.head.append(script);
});
