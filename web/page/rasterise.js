// A picture of an SVG. The browser draws it with the system's fonts: a file that is drawn as an image may load none, so its
// texts can look a little different from those on the page.

const mostPixels = 16_384;  // a side of a canvas, in the browsers that allow least

/** Promises a PNG of `scale` times the SVG's own size, less where no canvas is so large. */
export const rasterise = async (svg, scale = 2) => {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const fitting = Math.min(scale, mostPixels / Math.max(image.naturalWidth, image.naturalHeight, 1));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(image.naturalWidth * fitting));
    canvas.height = Math.max(1, Math.round(image.naturalHeight * fitting));
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    const png = await new Promise((resolve) => { canvas.toBlob(resolve, 'image/png'); });
    if (png === null) throw new Error('the browser made no picture of it');
    return png;
  } finally {
    URL.revokeObjectURL(url);
  }
};
