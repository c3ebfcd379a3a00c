# The third-party libraries, as targets dep::NAME: fetched by fetch-dependencies, pinned in dependencies.txt, and built
# here from just the files that Plimsoll uses. The projects' own build systems would probe for hundreds of features,
# which takes minutes under emcc, and would build far more than is needed.

set(PLIMSOLL_DEPENDENCIES auto CACHE STRING
  "Where third-party sources come from: auto, apt, upstream, or a folder that holds the archives")
set_property(CACHE PLIMSOLL_DEPENDENCIES PROPERTY STRINGS auto apt upstream)
set(PLIMSOLL_SOURCES_DIR ${CMAKE_SOURCE_DIR}/build/sources CACHE PATH
  "Where they are unpacked; the native and the web build share it")

execute_process(
  COMMAND ${CMAKE_CURRENT_LIST_DIR}/fetch-dependencies --from ${PLIMSOLL_DEPENDENCIES} ${PLIMSOLL_SOURCES_DIR}
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
  RESULT_VARIABLE result)
if(NOT result EQUAL 0)
  message(FATAL_ERROR
    "The third-party sources could not be fetched (see above). -DPLIMSOLL_DEPENDENCIES=... chooses where from: "
    "auto, apt, upstream, or a folder that already holds the archives that cmake/dependencies.txt names.")
endif()
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
  ${CMAKE_CURRENT_LIST_DIR}/fetch-dependencies ${CMAKE_CURRENT_LIST_DIR}/dependencies.txt)

# add_dependency(NAME ROOT folder SOURCES file... [INCLUDES folder...] [DEFINITIONS definition...] [OPTIONS option...])
# makes the static library dep::NAME, without warnings, and fast even in a debug build: codecs are only used, not
# debugged. SOURCES and INCLUDES are relative to ROOT, and users see INCLUDES (ROOT if there are none) as system headers.
function(add_dependency name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "ROOT" "SOURCES;INCLUDES;DEFINITIONS;OPTIONS")
  if(NOT arg_INCLUDES)
    set(arg_INCLUDES ${arg_ROOT})
  endif()
  list(TRANSFORM arg_SOURCES PREPEND ${arg_ROOT}/ REGEX "^[^/]")
  list(TRANSFORM arg_INCLUDES PREPEND ${arg_ROOT}/ REGEX "^[^/]")
  add_library(dep_${name} STATIC EXCLUDE_FROM_ALL ${arg_SOURCES})
  add_library(dep::${name} ALIAS dep_${name})
  target_include_directories(dep_${name} SYSTEM PUBLIC ${arg_INCLUDES})
  target_compile_definitions(dep_${name} PRIVATE NDEBUG ${arg_DEFINITIONS})
  target_compile_options(dep_${name} PRIVATE -w $<IF:$<BOOL:${PLIMSOLL_SANITIZE}>,-O1,-O3> ${arg_OPTIONS})
endfunction()

# add_header_dependency(NAME folder...) makes dep::NAME for a library that is headers only; the first folder that
# exists holds them.
function(add_header_dependency name)
  add_library(dep_${name} INTERFACE)
  add_library(dep::${name} ALIAS dep_${name})
  target_include_directories(dep_${name} SYSTEM INTERFACE ${ARGN})
endfunction()

# --- Codecs ----------------------------------------------------------------------------------------------------------

add_dependency(zlib
  ROOT ${PLIMSOLL_SOURCES_DIR}/zlib
  SOURCES adler32.c crc32.c deflate.c inffast.c inflate.c inftrees.c trees.c zutil.c)

# One file holds both directions, so the encoder comes along; the linker leaves it out where nothing calls it.
add_dependency(bzip2
  ROOT ${PLIMSOLL_SOURCES_DIR}/bzip2
  SOURCES blocksort.c bzlib.c compress.c crctable.c decompress.c huffman.c randtable.c
  DEFINITIONS BZ_NO_STDIO)

# No assembler and no threads, so that the native and the web build run the same code.
set(zstd_definitions ZSTD_LEGACY_SUPPORT=0 ZSTD_DISABLE_ASM=1)
add_dependency(zstd
  ROOT ${PLIMSOLL_SOURCES_DIR}/zstd/lib
  SOURCES
    common/entropy_common.c common/error_private.c common/fse_decompress.c common/xxhash.c common/zstd_common.c
    decompress/huf_decompress.c decompress/zstd_ddict.c decompress/zstd_decompress.c
    decompress/zstd_decompress_block.c
  DEFINITIONS ${zstd_definitions})

add_dependency(lzma
  ROOT ${PLIMSOLL_SOURCES_DIR}/xz/src/liblzma
  SOURCES
    check/check.c check/crc32_fast.c check/crc64_fast.c check/sha256.c
    common/block_decoder.c common/block_header_decoder.c common/block_util.c common/common.c common/filter_common.c
    common/filter_decoder.c common/filter_flags_decoder.c common/index_hash.c common/stream_decoder.c
    common/stream_flags_common.c common/stream_flags_decoder.c common/vli_decoder.c common/vli_size.c
    delta/delta_common.c delta/delta_decoder.c
    lz/lz_decoder.c lzma/lzma2_decoder.c lzma/lzma_decoder.c
    simple/arm.c simple/arm64.c simple/armthumb.c simple/simple_coder.c simple/simple_decoder.c simple/x86.c
  INCLUDES api
  DEFINITIONS HAVE_CONFIG_H)
target_include_directories(dep_lzma PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/xz
  ${PLIMSOLL_SOURCES_DIR}/xz/src/common
  ${PLIMSOLL_SOURCES_DIR}/xz/src/liblzma/check
  ${PLIMSOLL_SOURCES_DIR}/xz/src/liblzma/common
  ${PLIMSOLL_SOURCES_DIR}/xz/src/liblzma/delta
  ${PLIMSOLL_SOURCES_DIR}/xz/src/liblzma/lz
  ${PLIMSOLL_SOURCES_DIR}/xz/src/liblzma/lzma
  ${PLIMSOLL_SOURCES_DIR}/xz/src/liblzma/rangecoder
  ${PLIMSOLL_SOURCES_DIR}/xz/src/liblzma/simple)
target_compile_definitions(dep_lzma INTERFACE LZMA_API_STATIC)

add_dependency(sha256
  ROOT ${PLIMSOLL_SOURCES_DIR}/mbedtls
  SOURCES library/platform_util.c library/sha256.c
  INCLUDES include)
target_compile_definitions(dep_sha256 PUBLIC MBEDTLS_CONFIG_FILE="${CMAKE_CURRENT_LIST_DIR}/mbedtls/config.h")

# --- tar, zip and XML ------------------------------------------------------------------------------------------------

# Reads through callbacks only, no access to files, and no compression but zip's own (we decompress ourselves).
# archive_string.c is built as part of raw_names.c, which says why.
add_dependency(archive
  ROOT ${PLIMSOLL_SOURCES_DIR}/libarchive/libarchive
  SOURCES
    archive_acl.c archive_check_magic.c archive_cryptor.c archive_entry.c archive_entry_sparse.c archive_entry_stat.c
    archive_entry_strmode.c archive_entry_xattr.c archive_hmac.c archive_options.c archive_ppmd7.c archive_ppmd8.c
    archive_rb.c archive_read.c archive_read_add_passphrase.c archive_read_set_options.c archive_read_support_filter_none.c archive_read_support_format_empty.c
    archive_read_support_format_raw.c archive_read_support_format_tar.c archive_read_support_format_zip.c archive_string_sprintf.c archive_util.c
    archive_virtual.c ${CMAKE_CURRENT_LIST_DIR}/libarchive/raw_names.c
  DEFINITIONS LIBARCHIVE_STATIC PLATFORM_CONFIG_H="${CMAKE_CURRENT_LIST_DIR}/libarchive/config.h")
target_link_libraries(dep_archive PRIVATE dep_zlib)

# In Debian's package and in the project's repository it is one folder deeper than in the project's releases. There is no
# need for random numbers: the salt of its tables is set by those who use it.
set(expat ${PLIMSOLL_SOURCES_DIR}/expat)
if(EXISTS ${expat}/expat/lib)
  set(expat ${expat}/expat)
endif()
add_dependency(expat
  ROOT ${expat}/lib
  SOURCES xmlparse.c xmlrole.c xmltok.c
  DEFINITIONS XML_STATIC)
target_include_directories(dep_expat PRIVATE ${CMAKE_CURRENT_LIST_DIR}/expat)
target_compile_definitions(dep_expat INTERFACE XML_STATIC)

# --- QR codes --------------------------------------------------------------------------------------------------------

add_dependency(qrcodegen
  ROOT ${PLIMSOLL_SOURCES_DIR}/qrcodegen/c
  SOURCES qrcodegen.c
  OPTIONS $<$<BOOL:${EMSCRIPTEN}>:-Os>)

# --- C++ headers -----------------------------------------------------------------------------------------------------

add_header_dependency(json ${PLIMSOLL_SOURCES_DIR}/json/single_include)
add_header_dependency(expected ${PLIMSOLL_SOURCES_DIR}/expected/include)

# --- Only in the page ------------------------------------------------------------------------------------------------

if(EMSCRIPTEN)
  # The page brings its fonts: ImGui's own, which compresses no further, is left out.
  set(imgui_draw ${CMAKE_BINARY_DIR}/imgui_draw.cpp)
  add_custom_command(
    OUTPUT ${imgui_draw}
    COMMAND ${CMAKE_COMMAND} -E copy ${PLIMSOLL_SOURCES_DIR}/imgui/imgui_draw.cpp ${imgui_draw}
    COMMAND sed -i "/^static const char proggy_clean_ttf_compressed_data_base85/,/$<SEMICOLON>$/c static const char proggy_clean_ttf_compressed_data_base85[] = \"\"$<SEMICOLON>"
      ${imgui_draw}
    DEPENDS ${PLIMSOLL_SOURCES_DIR}/imgui/imgui_draw.cpp
    VERBATIM)
  add_dependency(imgui
    ROOT ${PLIMSOLL_SOURCES_DIR}/imgui
    SOURCES imgui.cpp ${imgui_draw} imgui_tables.cpp imgui_widgets.cpp
    OPTIONS -Oz)
  target_compile_definitions(dep_imgui PUBLIC IMGUI_USER_CONFIG="${CMAKE_CURRENT_LIST_DIR}/imgui/imconfig.h")
endif()

# --- Only in the tests -----------------------------------------------------------------------------------------------

if(NOT EMSCRIPTEN)
  add_dependency(zstd_compress
    ROOT ${PLIMSOLL_SOURCES_DIR}/zstd/lib
    SOURCES
      common/debug.c common/pool.c common/threading.c
      compress/fse_compress.c compress/hist.c compress/huf_compress.c compress/zstd_compress.c
      compress/zstd_compress_literals.c compress/zstd_compress_sequences.c compress/zstd_compress_superblock.c
      compress/zstd_double_fast.c compress/zstd_fast.c compress/zstd_lazy.c compress/zstd_ldm.c compress/zstd_opt.c
      compress/zstd_preSplit.c
    DEFINITIONS ${zstd_definitions}
    OPTIONS $<$<BOOL:${PLIMSOLL_SANITIZE}>:-fno-sanitize=all>)  # it makes inputs, and is no parser
  target_link_libraries(dep_zstd_compress PUBLIC dep_zstd)

  # Its one-file form compiles in a fraction of the time that its hundred files take; tests include the small headers
  # of src/. include(Catch) gives catch_discover_tests().
  set(CATCH_CONFIG_DEFAULT_REPORTER console)
  set(CATCH_CONFIG_CONSOLE_WIDTH 80)
  configure_file(${PLIMSOLL_SOURCES_DIR}/catch2/src/catch2/catch_user_config.hpp.in
    ${CMAKE_BINARY_DIR}/catch2/catch2/catch_user_config.hpp)
  add_dependency(catch2
    ROOT ${PLIMSOLL_SOURCES_DIR}/catch2
    SOURCES extras/catch_amalgamated.cpp
    INCLUDES src
    OPTIONS -O1)
  target_include_directories(dep_catch2 SYSTEM INTERFACE ${CMAKE_BINARY_DIR}/catch2)
  target_compile_features(dep_catch2 PUBLIC cxx_std_20)
  list(APPEND CMAKE_MODULE_PATH ${PLIMSOLL_SOURCES_DIR}/catch2/extras)
endif()
