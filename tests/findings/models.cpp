// Findings about models: their formats, their pickles, and where in the Dockerfile they come.
#include "tests/support/findings_of.h"

using namespace plimsoll;
using namespace plimsoll::test;
using findings::Severity;

TEST_CASE("Models in one COPY with code are told") {
    ImageToJudge image;
    image.layer(Tar().file("app/models/a.onnx", 5000).file("app/app.py", 50), "COPY . /app");
    const auto found = image.one("models-with-code");
    CHECK(found.bytes == 0);
    CHECK(found.layer == 0u);
    CHECK(found.severity == Severity::warning);
    CHECK(found.evidence == Evidence{"/app/models/a.onnx"});
    CHECK(found.title.starts_with("5000 bytes of models"));
    CHECK_FALSE(image.has("models-above-code"));
}

TEST_CASE("Models in a layer above the code are told, and those below it are not") {
    const Tar code = Tar().file("app/app.py", 50), models = Tar().file("models/a.safetensors", 5000);
    ImageToJudge wrong, right;
    wrong.layer(code, "COPY app.py /app/").layer(models, "RUN /bin/sh -c python download.py");
    const auto found = wrong.one("models-above-code");
    CHECK(found.layer == 1u);
    CHECK(found.evidence == Evidence{"/models/a.safetensors"});
    CHECK(contains(found.advice, "before the COPY of layer 1"));
    right.layer(models, "COPY models /models").layer(code, "COPY app.py /app/");
    CHECK_FALSE(right.has("models-above-code"));
    CHECK_FALSE(right.has("models-with-code"));
}

TEST_CASE("Scripts of a base image, packages and small weights are no reason to reorder") {
    ImageToJudge image;
    image.layer(Tar()
                    .file("usr/local/bin/entrypoint.py", 50)
                    .file("etc/jupyter/config.py", 50)
                    .file("opt/start.sh", 10),
                "COPY x /");
    image.layer(Tar().file("models/a.onnx", 5000), "COPY models /models");
    CHECK_FALSE(image.has("models-above-code"));
    image.layer(Tar().file("app/app.py", 50), "COPY app.py /app/");
    image.layer(Tar().file("models/b.onnx", 50), "COPY b.onnx /models/");
    CHECK_FALSE(image.has("models-above-code"));
    image.layer(Tar().file("usr/lib/python3/dist-packages/x/c.onnx", 5000), "RUN /bin/sh -c pip install x");
    CHECK_FALSE(image.has("models-above-code"));
}

TEST_CASE("Models that a later layer only stores again are told once, as stored again") {
    ImageToJudge image;
    image.layer(Tar().file("app/a.onnx", 5000).file("app/app.py", 50), "COPY . /app");
    image.layer(Tar().file("app/a.onnx", 5000), "RUN /bin/sh -c chown -R 1000 /app");
    CHECK(image.one("stored-again").bytes == 5000);
    CHECK(image.one("models-with-code").layer == 0u);
    CHECK_FALSE(image.has("models-above-code"));
}

TEST_CASE("Dependencies that are installed above the code are told without their command") {
    ImageToJudge image;
    image.layer(Tar().file("app/app.py", 50), "COPY . /app");
    image.layer(Tar().file("usr/lib/python3/dist-packages/x/a.so", 5000),
                "RUN /bin/sh -c TOKEN=secret123 pip install --no-cache-dir -r requirements.txt # buildkit");
    const auto found = image.one("dependencies-above-code");
    CHECK(found.evidence == Evidence{"layer 2: RUN pip install"});
    ImageToJudge right;
    right.layer(Tar().file("usr/lib/python3/dist-packages/x/a.so", 5000), "RUN /bin/sh -c pip install x");
    right.layer(Tar().file("app/app.py", 50), "COPY . /app");
    right.layer(Tar().file("app/a.txt", 5000), "RUN /bin/sh -c make install");
    CHECK_FALSE(right.has("dependencies-above-code"));
}

TEST_CASE("The same weights in several formats are told, as files and as links of a hub's cache") {
    ImageToJudge image;
    image.layer(Tar()
                    .file("m/model.safetensors", 500)
                    .file("m/pytorch_model.bin", 510)
                    .file("m/tf_model.h5", 520)
                    .file("n/pytorch_model.bin", 510)
                    .file("o/model-00001-of-00002.safetensors", 500)
                    .file("o/model-00002-of-00002.safetensors", 500),
                "RUN /bin/sh -c download");
    const auto found = image.one("repeated-formats");
    CHECK(found.bytes == 1030);
    CHECK(found.evidence == Evidence{"/m/tf_model.h5", "/m/pytorch_model.bin"});

    const std::string hub = "hub/models--a--b/";
    ImageToJudge links;
    links.layer(Tar()
                    .file(hub + "blobs/01", 500)
                    .file(hub + "blobs/02", 510)
                    .symlink(hub + "snapshots/c/model.safetensors", "../../blobs/01")
                    .symlink(hub + "snapshots/c/pytorch_model.bin", "../../blobs/02")
                    .symlink(hub + "snapshots/c/tf_model.h5", "../../blobs/03")
                    .symlink(hub + "snapshots/c/flax_model.msgpack", "/etc/passwd"),
                "RUN /bin/sh -c download");
    CHECK(links.one("repeated-formats").bytes == 510);
    CHECK(links.one("repeated-formats").evidence ==
          Evidence{"/hub/models--a--b/snapshots/c/pytorch_model.bin"});
}

TEST_CASE("What only a training needs is told") {
    ImageToJudge image;
    image.layer(Tar()
                    .file("m/checkpoint-1/optimizer.pt", 900)
                    .file("m/checkpoint-1/model.safetensors", 400)
                    .file("m/runs/events.out.tfevents.1.host", 90),
                "COPY m /m");
    CHECK(image.one("training-state").bytes == 990);
    ImageToJudge package;
    package.layer(Tar().file("usr/lib/python3/dist-packages/a/optimizer.pt", 900),
                  "RUN /bin/sh -c pip install a");
    CHECK_FALSE(package.has("training-state"));
}

TEST_CASE("Pickles are noted without bytes, but for those of packages and other things called .pth") {
    ImageToJudge image;
    image.layer(Tar()
                    .file("app/a.pkl", 500)
                    .file("app/b.pt", 600)
                    .file("app/c.onnx", 700)
                    .file("app/d.joblib", 63)
                    .file("usr/lib/python3/dist-packages/distutils-precedence.pth", 151)
                    .file("usr/lib/python3.11/lib2to3/Grammar3.11.6.final.0.pickle", 15000),
                "COPY . /app");
    const auto found = image.one("pickle-files");
    CHECK(found.bytes == 0);
    CHECK(found.severity == Severity::note);
    CHECK(found.evidence == Evidence{"/app/b.pt", "/app/a.pkl"});
    image.package(packages::Ecosystem::python, "app", "/app");
    CHECK_FALSE(image.has("pickle-files"));
}
