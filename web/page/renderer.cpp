#include "web/page/renderer.h"

#include <GLES3/gl3.h>

#include <cstddef>

namespace plimsoll::web {
namespace {

constexpr const char* vertex_source = R"(#version 300 es
uniform vec2 size;
layout (location = 0) in vec2 position;
layout (location = 1) in vec2 texel;
layout (location = 2) in vec4 colour;
out vec2 at;
out vec4 ink;
void main() {
    at = texel;
    ink = colour;
    gl_Position = vec4(2.0 * position.x / size.x - 1.0, 1.0 - 2.0 * position.y / size.y, 0.0, 1.0);
}
)";

constexpr const char* fragment_source = R"(#version 300 es
precision mediump float;
uniform sampler2D font;
in vec2 at;
in vec4 ink;
out vec4 pixel;
void main() {
    pixel = ink * texture(font, at);
}
)";

GLuint program = 0, vertices = 0, indices = 0, texture = 0;
GLint size_location = -1;

bool attach(GLenum kind, const char* source) {
    const GLuint shader = glCreateShader(kind);
    glShaderSource(shader, 1, &source, nullptr);
    glCompileShader(shader);
    GLint compiled = GL_FALSE;
    glGetShaderiv(shader, GL_COMPILE_STATUS, &compiled);
    glAttachShader(program, shader);
    glDeleteShader(shader);
    return compiled == GL_TRUE;
}

void describe_vertices() {
    const auto attribute = [](GLuint location, GLint count, GLenum type, GLboolean normalised,
                              size_t offset) {
        glEnableVertexAttribArray(location);
        glVertexAttribPointer(location, count, type, normalised, sizeof(ImDrawVert),
                              reinterpret_cast<const void*>(offset));
    };
    attribute(0, 2, GL_FLOAT, GL_FALSE, offsetof(ImDrawVert, pos));
    attribute(1, 2, GL_FLOAT, GL_FALSE, offsetof(ImDrawVert, uv));
    attribute(2, 4, GL_UNSIGNED_BYTE, GL_TRUE, offsetof(ImDrawVert, col));
}

}  // namespace

bool create_renderer() {
    program = glCreateProgram();
    if (!attach(GL_VERTEX_SHADER, vertex_source) || !attach(GL_FRAGMENT_SHADER, fragment_source))
        return false;
    glLinkProgram(program);
    GLint linked = GL_FALSE;
    glGetProgramiv(program, GL_LINK_STATUS, &linked);
    if (linked != GL_TRUE) return false;
    glUseProgram(program);
    size_location = glGetUniformLocation(program, "size");

    glGenBuffers(1, &vertices);
    glGenBuffers(1, &indices);
    glBindBuffer(GL_ARRAY_BUFFER, vertices);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices);
    describe_vertices();

    glGenTextures(1, &texture);
    glBindTexture(GL_TEXTURE_2D, texture);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);

    glEnable(GL_BLEND);
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    return true;
}

void upload_fonts() {
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.GetTexDataAsRGBA32(&pixels, &width, &height);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, pixels);
    atlas.ClearTexData();  // the graphics hold it now
}

void render(const ImDrawData& data) {
    const auto height = static_cast<int>(data.DisplaySize.y);
    glUniform2f(size_location, data.DisplaySize.x, data.DisplaySize.y);
    glEnable(GL_SCISSOR_TEST);
    for (const ImDrawList* list : data.CmdLists) {
        glBufferData(GL_ARRAY_BUFFER, list->VtxBuffer.size_in_bytes(), list->VtxBuffer.Data, GL_STREAM_DRAW);
        glBufferData(GL_ELEMENT_ARRAY_BUFFER, list->IdxBuffer.size_in_bytes(), list->IdxBuffer.Data,
                     GL_STREAM_DRAW);
        for (const ImDrawCmd& command : list->CmdBuffer) {
            const ImVec4& clip = command.ClipRect;
            if (clip.z <= clip.x || clip.w <= clip.y) continue;
            // WebGL counts rows from below.
            glScissor(static_cast<int>(clip.x), height - static_cast<int>(clip.w),
                      static_cast<int>(clip.z - clip.x), static_cast<int>(clip.w - clip.y));
            static_assert(sizeof(ImDrawIdx) == 4, "see imconfig.h");
            glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(command.ElemCount), GL_UNSIGNED_INT,
                           reinterpret_cast<const void*>(command.IdxOffset * sizeof(ImDrawIdx)));
        }
    }
    glDisable(GL_SCISSOR_TEST);
}

}  // namespace plimsoll::web
