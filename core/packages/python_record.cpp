#include "core/packages/python_record.h"

#include "core/packages/text.h"

namespace plimsoll::packages {

std::string take_recorded_path(std::string_view& record) {
    if (!record.starts_with('"')) {
        std::string_view line = take_line(record);
        if (line.ends_with('\r')) line.remove_suffix(1);
        return std::string(line.substr(0, line.find(',')));
    }
    record.remove_prefix(1);
    std::string path;
    while (true) {
        const size_t quote = record.find('"');
        path.append(record.substr(0, quote));
        if (quote == record.npos) {
            record = {};
            return path;
        }
        record.remove_prefix(quote + 1);
        if (!record.starts_with('"')) break;
        path += '"';
        record.remove_prefix(1);
    }
    take_line(record);
    return path;
}

}  // namespace plimsoll::packages
