// The names, extensions and folders that say what a file is. All words but folders are in small letters.
#pragma once

#include "core/image/names.h"
#include "core/image/word_table.h"

namespace plimsoll::image {

/// A type, what the content has to be for it, and the type where it is not that; unknown: the word says nothing then.
struct Named {
    FileType type = FileType::unknown;
    Holds holds = Holds::always;
    FileType otherwise = FileType::unknown;
};

inline constexpr Words<Named> extension_rows[] = {
    {{FileType::executable}, "exe elf efi"},
    {{FileType::shared_library}, "so dll dylib pyd node"},
    {{FileType::static_library}, "a o lib lo ko gch rlib rmeta"},
    {{FileType::static_library, Holds::for_binary, FileType::geometry}, "obj"},
    {{FileType::debug_symbols}, "debug dwo dwp"},
    {{FileType::debug_symbols, Holds::for_binary}, "pdb sym"},
    {{FileType::gpu_code}, "ptx cubin fatbin hsaco spv"},
    {{FileType::gpu_code, Holds::for_binary}, "co bc"},

    {{FileType::python_source}, "py pyi pyw pyx pxd pxi typed"},
    {{FileType::model_weights, Holds::for_binary, FileType::python_source}, "pth"},
    {{FileType::python_bytecode}, "pyc pyo nbi nbc"},
    {{FileType::notebook}, "ipynb"},
    {{FileType::c_header}, "h hh hpp hxx h++ cuh inc inl ipp tcc tpp txx"},
    {{FileType::c_header, Holds::for_text}, "def modulemap"},
    {{FileType::c_source}, "c cc cpp cxx c++ cu hip"},
    {{FileType::shell_script}, "sh bash zsh ksh csh fish bat cmd ps1 psm1 psd1"},
    {{FileType::java}, "jar class java kt kts scala groovy clj war ear jmod jsa"},
    {{FileType::javascript}, "js mjs cjs jsx ts mts cts tsx wasm coffee"},
    {{FileType::web_page},
     "html htm xhtml css scss sass less vue svelte jinja jinja2 j2 tpl mustache hbs ejs"},
    {{FileType::r_julia}, "r rmd rd rds rda rdata rdb rdx jl ji"},
    {{FileType::other_source},
     "pl pm al ix ph rb erb rs go lua luac tcl tk f for f90 f95 f03 f08 mod m mm swift hs lhs ml mli fs "
     "cs vb nim "
     "zig ex exs erl hrl el elc lisp scm rkt pas ada adb ads asm s sql awk php phtml proto thrift fbs capnp "
     "graphql cl "
     "opencl metal glsl vert frag comp hlsl wgsl sv vhd vhdl swg yy ll td mlir qml vala vapi cob dart vim "
     "patch diff"},
    {{FileType::other_source, Holds::for_text}, "v i y l t"},
    {{FileType::build_file},
     "cmake mk make am ac m4 pc la gradle bazel bzl ninja nix spec gyp gypi gn sln vcxproj csproj props "
     "targets lock pri "
     "prf prl pro cabal gemspec podspec dockerfile in"},

    {{FileType::model_weights},
     "safetensors gguf ggml tflite caffemodel pdparams pdiparams pdmodel traineddata"},
    {{FileType::model_weights, Holds::for_binary},
     "onnx ort pt pt2 ptl ckpt pb keras mlmodel params engine plan trt uff weights model t7 mar nemo mnn "
     "rknn dlc "
     "msgpack cbm bst ubj pte kmodel hef om xmodel"},
    {{FileType::tokenizer}, "tiktoken bpe spm vocab"},
    {{FileType::pickle}, "pkl pickle pck joblib dill pklz"},
    {{FileType::array_data},
     "npy npz h5 hdf5 hdf he5 nc tfrecord tfrecords nii mrc grib grib2 grb fcs h5ad loom zarr"},
    {{FileType::array_data, Holds::for_binary}, "mat rec"},
    {{FileType::data_table},
     "csv tsv parquet arrow feather orc avro jsonl ndjson xls xlsx ods arff sas7bdat dta sav mtx"},
    {{FileType::database}, "db sqlite sqlite3 db3 mdb accdb ldb sst lmdb duckdb bdb gdbm kdb ibd dbf"},
    {{FileType::structured_text},
     "json json5 jsonld geojson topojson webmanifest xml xsd xsl xslt dtd rng rnc rdf owl ttl nt n3 wsdl ui "
     "glade gir "
     "xmi avsc har"},
    {{FileType::configuration},
     "yaml yml toml ini cfg cnf conf config properties env service socket timer desktop rules prototxt pbtxt "
     "textproto "
     "gin hocon editorconfig policy plist"},
    {{FileType::configuration, Holds::for_text},
     "list sources repo network link mount slice target path preset defaults options prefs theme pref"},

    {{FileType::package_record}, "egg-info egg-link dist-info"},
    {{FileType::software_package},
     "whl egg deb udeb rpm apk conda gem crate nupkg msi snap flatpak appimage vsix xpi ipk"},
    {{FileType::archive}, "zip tar tgz tbz tbz2 txz tzst lzo 7z rar cab cpio iso squashfs"},
    {{FileType::archive, Holds::packed}, "gz gzip bz2 xz zst zstd lz4 lz lzma z br brotli"},
    {{FileType::image},
     "png jpg jpeg jpe gif bmp tif tiff webp svg svgz ico cur icns psd xcf xpm xbm pbm pgm ppm pnm tga exr "
     "heic avif jp2 "
     "j2k jxl dds ktx dcm pcx eps fits"},
    {{FileType::audio_video},
     "wav mp3 ogg oga opus flac aac m4a wma aif aiff snd mid midi mp4 m4v mov avi mkv webm wmv flv mpg mpeg "
     "ogv 3gp sph"},
    {{FileType::audio_video, Holds::for_binary}, "au"},
    {{FileType::geometry},
     "stl ply dae fbx gltf glb blend 3ds 3mf usd usda usdc usdz step stp iges igs pcd las laz urdf "
     "xacro wrl x3d"},
    {{FileType::geometry, Holds::for_text}, "mtl off sdf"},
    {{FileType::font}, "ttf otf ttc woff woff2 eot pfa pfb pfm afm bdf pcf tfm fon psf psfu"},
    {{FileType::documentation},
     "md markdown rst mdx pdf ps tex bib texi texinfo rtf doc docx odt ppt pptx odp epub djvu adoc asciidoc "
     "org pod "
     "docbook chm hlp"},
    {{FileType::certificate},
     "pem crt cer der csr key p12 pfx p7b p7c p7s jks keystore truststore gpg asc sig kbx ppk crl"},
    {{FileType::certificate, Holds::for_text}, "pub"},
    {{FileType::system_table}, "mo gmo po pot xlf ucm icu typelib hwdb mgc aff dic gresource charset"},
    {{FileType::system_table, Holds::for_binary}, "qm"},
    {{FileType::system_table, Holds::for_text}, "msg enc"},
    {{FileType::log}, "log core dmp"},
};

inline constexpr Words<Named> name_rows[] = {
    {{FileType::build_file},
     "makefile gnumakefile makefile.in makefile.am cmakelists.txt cmakecache.txt dockerfile containerfile "
     ".dockerignore "
     "jenkinsfile vagrantfile rakefile gemfile procfile brewfile pipfile pipfile.lock requirements.txt "
     "constraints.txt "
     "setup.cfg pyproject.toml tox.ini package.json package-lock.json pnpm-lock.yaml npm-shrinkwrap.json "
     "bower.json "
     "tsconfig.json composer.json cargo.toml go.mod go.sum pom.xml build.xml gradle.properties meson.build "
     "meson_options.txt build workspace sconstruct sconscript wscript docker-compose.yml docker-compose.yaml "
     "compose.yaml .travis.yml .gitlab-ci.yml appveyor.yml .npmignore kconfig kbuild module.symvers"},
    {{FileType::tokenizer},
     "vocab.txt vocab.json vocabulary.txt vocabulary.json merges.txt tokenizer.json tokenizer_config.json "
     "tokenizer.model "
     "special_tokens_map.json added_tokens.json encoder.json spiece.model sentencepiece.bpe.model source.spm "
     "target.spm "
     "bpe.codes tekken.json bpe_simple_vocab_16e6.txt"},
    {{FileType::model_weights, Holds::for_binary},
     "pytorch_model.bin model.bin openvino_model.bin diffusion_pytorch_model.bin adapter_model.bin "
     "optimizer.bin "
     "training_args.bin variables.index"},
    {{FileType::shell_script},
     ".bashrc .bash_profile .bash_logout .bash_aliases .profile .zshrc .zprofile .zshenv .cshrc .tcshrc "
     ".login .kshrc "
     "bash.bashrc"},
    {{FileType::git}, ".gitignore .gitattributes .gitmodules .gitkeep .mailmap"},
    {{FileType::certificate},
     "id_rsa id_dsa id_ecdsa id_ed25519 authorized_keys known_hosts ssh_host_rsa_key ssh_host_ecdsa_key "
     "ssh_host_ed25519_key cacerts"},
    {{FileType::system_table},
     "locale-archive magic.mgc mime.cache pci.ids usb.ids oui.txt gconv-modules gconv-modules.cache "
     "loaders.cache "
     "icon-theme.cache giomodule.cache tzdata.zi zone.tab zone1970.tab iso3166.tab leapseconds "
     "leap-seconds.list hwdb.bin"},
    {{FileType::package_record}, "pkg-info"},
    {{FileType::configuration, Holds::for_text},
     ".editorconfig .npmrc .condarc .wgetrc .curlrc .netrc .inputrc .vimrc .env .pylintrc .coveragerc "
     ".flake8 .gitconfig"},
};

/// What a name begins with: all up to the first character that is no letter, or all of it.
inline constexpr Words<Named> beginning_rows[] = {
    {{FileType::documentation, Holds::for_text},
     "readme license licence licenses copying copyright notice authors author changelog changelogs changes "
     "news history "
     "todo contributing install thanks credits faq maintainers contributors releasenotes hacking bugs "
     "patents unlicense"},
    {{FileType::build_file, Holds::for_text}, "makefile gnumakefile dockerfile containerfile requirements"},
};

/// Folders, and pairs of them, that say something of what is below them; capitals count.
inline constexpr Words<Named> folder_rows[] = {
    {{FileType::documentation}, "man share/info"},
    {{FileType::documentation, Holds::for_text},
     "doc docs help licenses LICENSES license common-licenses documentation javadoc gtk-doc"},
    {{FileType::system_table},
     "zoneinfo terminfo locale locales i18n charmaps share/misc hwdata share/X11 X11/xkb nls keymaps gconv "
     "share/mime "
     "tabset share/consolefonts tcl8 share/cracklib cache/fontconfig cache/ldconfig share/icu"},
    {{FileType::configuration, Holds::for_text},
     "etc lib/systemd share/pam share/pam-configs sysctl.d sysusers.d tmpfiles.d share/dbus-1 share/polkit-1 "
     "modprobe.d"},
    {{FileType::certificate, Holds::for_text}, "ssl/certs ssl/private share/ca-certificates share/keyrings"},
    {{FileType::shell_script, Holds::for_text},
     "completions bash_completion.d bash-completion site-functions vendor_completions.d vendor-completions"},
    {{FileType::c_header, Holds::for_text}, "include"},
    {{FileType::package_record},
     "cache/apt cache/debconf lintian share/bug share/doc-base share/python3 share/debconf"},
    {{FileType::build_file, Holds::for_text}, "ldscripts"},
    {{FileType::debug_symbols, Holds::for_binary}, "lib/debug"},
    {{FileType::log}, "var/log"},
    {{FileType::other_source, Holds::for_text}, "share/vim share/perl share/perl5 share/awk share/gdb"},
};

}  // namespace plimsoll::image
