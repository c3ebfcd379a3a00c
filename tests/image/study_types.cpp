#include <catch2/catch_test_macros.hpp>

#include "core/image/file_types.h"
#include "core/limits.h"

using namespace plimsoll;
using image::study_type;

// What the authors' own scripts (pathlib's suffixes, check_extension, file_categories2) answer for each name.
TEST_CASE("The study's rules class a name as the authors' scripts do") {
    struct {
        const char *name, *type;
    } const cases[] = {
        // The last class that holds counts.
        {"config.json", "Node/js"},
        {"backup.tar", "Data/ DB"},
        {"index.rst", "Rust"},
        {"numpy.whl", "wh"},
        {"lda.model", ".mod"},
        {"setup.exe", ".exe"},
        {"boot.efi", ".efi"},
        {"odd.efi,.exe", ".efi,.1"},
        {"train.py", "Python"},
        {"README.md", "DOC"},
        {"style.css", "css"},
        {"weights.h5", "Model/ Weight"},
        {"weights.pt", "Model/ Weight"},
        {"weights.pth", "Model/ Weight"},
        {"page.ps", "image"},
        {"page.html", "Html/Xml"},
        {"cert.pem", "certif/ keys"},
        {"mesh.obj", "3D"},
        {"app.jsx", "Node/js"},
        {"main.rs", "Rust"},
        {"slides.pptx", "ppt"},
        // Suffixes behind the first become their numbers.
        {"data.tar.gz", "Data/ DB"},
        {"data.csv.gz", "Data/ DB"},
        {"jquery.min.js", ".min"},
        {"libz.so.1.2.11", "ELF/COFF"},
        {"libMagick.Q16.so.6.0.0", ".Q16.1.2.3.4"},
        {"config.h.in", "C/C++"},
        {"_lib.cpython-39-x86_64-linux-gnu.so", "PEP"},
        {"weird..tail", "weird..tail"},
        // A name without a suffix, or with a number for its first, is its own key.
        {"Makefile", "Makefile"},
        {"LICENSE", "DOC"},
        {".gitignore", "Git"},
        {"..hidden", "..hidden"},
        {"bash", "bash"},
        {"libgit2.1", "Git"},
        {"libz.6.so", "ELF/COFF"},
        {"report.2021", "report.2021"},
        {"report.1_000", "report.1_000"},
        {"report.-7", "report.-7"},
        {"report._7", "._7"},
        {"report. 7 ", "report. 7 "},
        {"core", "core"},
        {"ends.", "ends."},
        // Special cases: first, and capitals count.
        {"main.c", "C/C++"},
        {"MAIN.C", "C/C++"},
        {"defs.h", "C/C++"},
        {"DEFS.H", ".H"},
        {"cp", "C/C++"},
        {"cs", "C/C++"},
        {"gcc", "C/C++"},
        {"main.cpp.o", "C/C++"},
        {"main.cpp", "C/C++"},
        {"x.o.d", "C/C++"},
        {"libm.a", ".a"},
        {"libm.a.old", ".a"},
        {"gas.mo", "ELF/COFF"},
        {"motif", "ELF/COFF"},
        {"text.z", "Archival"},
        {"blas.f", "Fortran"},
        {"blas.f90", "Fortran"},
        {"solve.m", "Matlab"},
        {"addon.node", "Node/js"},
        {"node", "Node/js"},
        {"NODE", "NODE"},
        {"Main.JAVA", "Java"},
    };
    for (const auto& [name, type] : cases) {
        CAPTURE(name);
        CHECK(study_type(name) == type);
    }
}

TEST_CASE("The study's rules answer for any bytes, and look at the end of endless names") {
    CHECK(study_type("") == "");
    CHECK(study_type(".") == ".");
    CHECK(study_type("\xff\xfe\x01") == "\xff\xfe\x01");
    CHECK(study_type(std::string_view("a\0.py", 5)) == "Python");
    CHECK(study_type(std::string(1u << 20, 'x') + ".py") == "Python");
    CHECK(study_type(std::string(1u << 20, '.')).size() == limits::study_name_bytes);
    // The longest key: numbers take more room than the suffixes that they stand for.
    std::string dotted = "a";
    while (dotted.size() < limits::study_name_bytes) dotted += ".b";
    CHECK(study_type(dotted).starts_with(".b.1.2."));
    CHECK(study_type(dotted).size() < 1000);
}

TEST_CASE("The study's rules can be shown: seven special cases and 81 classes in their order") {
    REQUIRE(image::study_special_cases().size() == 7);
    REQUIRE(image::study_classes().size() == 81);
    CHECK(image::study_special_cases()[0].type == "C/C++");
    CHECK(image::study_classes()[0].type == ".cu");
    CHECK(image::study_classes()[80].type == "ppt");
    CHECK(image::study_classes()[80].test == ".odp .pps .ppt .pptx");
}
