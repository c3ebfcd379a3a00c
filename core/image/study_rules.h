// The rules of the study's authors for file types, in the order in which they try them.
//
// From the replication package of Openja et al., EASE 2022: the function file_categories2 of
// analyse-docker/example/v2/RQ4/file_types_categories.py. What looks like a slip is theirs: the comma inside
// ".efi,.exe", which keeps .exe files out, and classes that others hide (the last one that holds counts).
#pragma once

#include "core/image/file_types.h"

namespace plimsoll::image {

/// The first that holds is the type; study_types.cpp tests each.
inline constexpr StudyRule study_special_table[] = {
    {"C/C++", "is .c, .C, .h, .hpp, .o, cs or cp; contains .cpp. or .o.; ends with .o or cc"},
    {".a", "contains .a., or ends with .a"},
    {"ELF/COFF", "is .mo, or contains .mo."},
    {"Archival", "is .z, or contains .z."},
    {"Fortran", "is .f"},
    {"Matlab", "ends with .m"},
    {"Node/js", "ends with node"},
};

/// The last one of which a text occurs in the key is the type.
inline constexpr StudyRule study_class_table[] = {
    {".cu", ".cu"},
    {"cmd", ".cmd"},
    {".email", ".email .eml .emlx .msg .oft .ost .pst .vcf"},
    {"cc1", "cc1"},
    {"ELF/COFF",
     ".axf .bin .elf .o .out .prx .puff .ko .mod .so mo .lib dylib .bundle .acm .ax .cpl .dll "
     ".drv .efi,.exe .mui .ocx .scr .sys .tsp -system. .dlg .sip .iso .toast .vcd .dmg"},
    {".map", ".map"},
    {"Ubuntu", "ubuntu .ubuntu"},
    {"alpine", "alpine"},
    {"Fortran", ".f. .f90 gfortran"},
    {"debian", "preinst postinst prerm postrm .dep .debian .deb dpkg"},
    {".rpm", ".rpm"},
    {".pkg", ".pkg"},
    {"Model/ Weight",
     ".pb .hdf5 .pkl .mlmodel model .pmml .pt joblib pickle .onnx proto .tfrecords .h5 .ph "
     ".proto pbtxt .ckpt"},
    {"Python", ".py .cpython .ipynb .pyi"},
    {".mod", ".mod"},
    {"PEP", "site-packages python .abi3 .abi3. .toml"},
    {"whl", ".whl wheel"},
    {"GPG", "gpg"},
    {"lisp", ".el"},
    {"apt", "apt"},
    {"6m", ".6m"},
    {".min", ".min .min."},
    {"C/C++", ".h. .hpp .cc .obj .cpp .cxx .hxx cpp clang c++"},
    {"Java", ".java .jar .jnl .class .pack"},
    {"css", ".css"},
    {"Ssh/OpenSSh", "openssl ssh openssh"},
    {"Php", ".php"},
    {"sh/", ".sh"},
    {"VB/.Net", ".vb"},
    {"Swift", ".swift"},
    {"ovms", "ovms"},
    {"Perl", ".pl .pm .pmk .pre .perl perl"},
    {"Awk", ".awk"},
    {"Makefile", "makefile cmake .mk qmake .pmk .make cpack ctest"},
    {"Goland", ".go"},
    {"Ruby", ".rb"},
    {"Julia", "julia .jl"},
    {"Matlab", ".m. .mat"},
    {"libcudnn", "libcudnn"},
    {"bin", "/bin"},
    {"gcc", "gcc g++ gcov"},
    {"lib", "/lib .build"},
    {"qdrant", "qdrant"},
    {".service", ".service"},
    {"docker", "docker"},
    {"YML", ".yaml .yml"},
    {"archive", ".zip .gzip .tar .xz .bzip .bz2 .7z .arj .rar .tar.gz .gz"},
    {".mtl", ".mtl"},
    {".urdf", "urdf"},
    {"certif/ keys",
     "passwd .md5 gpg .enc .crt .3ssl .key .keystore .jks .p12 .pfx .csr .der crt .cer "
     ".ca-bundle .p7b .p7c .p7s .pem chsh cert .7m security .pwd"},
    {"wh", ".wh"},
    {"qmlc", ".qmlc"},
    {".vf", ".vf"},
    {".htf", ".htf"},
    {"pip", "pip"},
    {".sh", ".sh"},
    {"core", "core /core"},
    {"cache", ".cache"},
    {"pandoc", "pandoc"},
    {"3D",
     ".stl .dae .stp .obj .fbx 3ds .iges .step vrml .x3d .3dmf .3dm .3mf .3ds .ac .amf .an8 "
     ".aoi .asm .b3d .blend .block .bmd .bdl .brres .c4d .cal3d .cob .core3d .dpm .fac .xsh "
     ".mf .flt"},
    {".conda", ".conda"},
    {"Data/ DB",
     ".csv .dat .db .dbf .log .mdb .sav .sql .tar .xml .json .txt .xls info .xlsm .ods .pak "
     ".accdb .fdb .sdf .fp3 .gdb .ibd .wdb .myd .idx .cdb .bsd .npz .pdb .dcm sql data .npy"},
    {"Font", ".ttf .fnt .fon .otf .tfm .pfa .pfb __db"},
    {".wad", ".wad"},
    {"Video", ".idx .mov .mp4 .m4a .m4v .mpg .mpeg .wmv .avi .flv .3gp .3gpp .3g2 .3gp2 .rm .swf .vob"},
    {"Audio", ".mp3 .wav .aif .cda .mid .mpa .ogg .wma .wpl .sty"},
    {".symbols", ".symbols symbolic"},
    {"DOC",
     ".pdf .ps .md .bib changelog .rst license readme record metadata .tcc copyright .pod .pfb "
     ".qbk .bk .tex .doc .cgi .asc"},
    {"Git", "git"},
    {".patch", "patch"},
    {".npm", ".npm"},
    {"systemctl", "systemctl"},
    {"gorse-", "gorse-master gorse-server gorse-worker"},
    {"Node/js", ".js .node nodejs"},
    {"Rust", ".rs"},
    {".jsp", ".jspx .jspf jsp"},
    {"Html/Xml", ".htm .html .xhtml"},
    {"rss", ".rss"},
    {"image",
     ".png .jpeg .svg .fits .tiff .eps .gif .pic .ico .fig .tif .xbm .bmp .ai .ps .psd .jpg "
     ".xpm .pgm"},
    {"Web", ".asp .war .cfm .cgi .part .apache"},
    {"ppt", ".odp .pps .ppt .pptx"},
};

}  // namespace plimsoll::image
