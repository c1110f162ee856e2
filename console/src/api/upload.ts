import type { Surroundings } from "./client";

/// fetch does not tell how far an upload is; what is older than it does.
export const upload: Surroundings["upload"] = (path, how, progress) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(how.method ?? "POST", path);
    request.responseType = "blob";
    new Headers(how.headers).forEach((value, name) => request.setRequestHeader(name, value));
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.upload.onload = () => progress(1);
    request.onload = () => {
      const type = request.getResponseHeader("Content-Type") ?? "";
      const body = request.status === 204 ? null : (request.response as Blob);
      resolve(new Response(body, { status: request.status, headers: { "Content-Type": type } }));
    };
    request.onerror = () => reject(new TypeError("no answer"));
    request.onabort = () => reject(new DOMException("given up", "AbortError"));
    how.signal?.addEventListener("abort", () => request.abort());
    request.send(how.body);
  });
