// How archives come in: by the file dialogue, dropped anywhere on the page, or as the sample; and how files go out.

const input = document.getElementById('file');

export const chooseFiles = () => input.click();

/** `open` gets an array of files, `refuse` a folder's name, `dragging` whether files are held over the page. */
export const listenForFiles = ({ open, refuse, dragging }) => {
  input.addEventListener('change', () => {
    const files = [...input.files];
    input.value = '';  // so that the same file can be chosen again
    if (files.length > 0) open(files);
  });

  const drag = (over) => {
    document.body.classList.toggle('dragging', over);
    dragging(over);
  };
  const carriesFiles = (event) => event.dataTransfer.types.includes('Files');

  addEventListener('dragenter', (event) => {
    event.preventDefault();
    if (carriesFiles(event) && !document.body.classList.contains('dragging')) drag(true);
  });
  addEventListener('dragover', (event) => {
    event.preventDefault();  // else the browser would leave the page for the file
    event.dataTransfer.dropEffect = carriesFiles(event) ? 'copy' : 'none';
  });
  addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) drag(false);
  });
  addEventListener('drop', (event) => {
    event.preventDefault();
    drag(false);
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.());
    const folder = entries.find((entry) => entry?.isDirectory);
    const files = [...event.dataTransfer.files];
    if (folder) refuse(folder.name);
    else if (files.length > 0) open(files);
  });
};

export const fetchSample = async () => {
  const response = await fetch(new URL('sample.tar', import.meta.url));
  if (!response.ok) throw new Error(`could not be loaded (HTTP status ${response.status})`);
  return new File([await response.blob()], 'sample.tar');
};

export const save = (name, mediaType, bytes) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};
