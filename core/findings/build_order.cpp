// The order of a Dockerfile's instructions: what changes often should come last.
//
// A builder makes an instruction's layer anew when what it copies or runs has changed, and with it all layers above it
// (those of later instructions); all below are taken as they are, and are neither stored nor shipped again. Code
// changes with every commit, models and dependencies now and then. So they belong below the code, in layers of their
// own. This finds what lies the other way around: models in the very layer that holds the code, and models and
// dependencies in layers above it. It is no matter of bytes in this image, but in each one that is built after it.
#include "core/findings/commands.h"
#include "core/findings/families.h"

namespace plimsoll::findings {
namespace {

/// What a layer ships, as far as the order goes.
struct Holds {
    uint64_t bytes = 0, model_bytes = 0;
    bool code = false;
};

/// Weights by their names, and the large files of a model hub's cache, which have none.
bool is_model(const Context& context, uint32_t inode, const Item& item) {
    if (item.packaged || item.in(library)) return false;
    return item.is(weights) || (item.in(hub_blobs) && context.survey.inode(inode).size >= hub_weights_bytes);
}

/// Code of the program itself. A RUN may write some, too, but it does so from what is copied.
bool is_code(const Context& context, uint32_t inode, const Item& item) {
    return item.is(source) && item.is_applications() && item.place == Place::none &&
           context.survey.is_copied(context.survey.inode(inode).layer);
}

std::string megabytes(uint64_t bytes) {
    return bytes < 1'000'000 ? std::to_string(bytes) + " bytes"
                             : std::to_string((bytes + 500'000) / 1'000'000) + " MB";
}

class Order {
 public:
    explicit Order(const Context& context) : context_(context), holds_(context.input.files.layers()) {
        const auto& items = context.survey.items();
        for (uint32_t inode = 0; inode < items.size(); ++inode) {
            // A copy of what a lower layer ships is the matter of another finding.
            if (context.fates.is_copy[inode]) continue;
            const auto& shipped = context.survey.inode(inode);
            Holds& layer = holds_[shipped.layer];
            layer.bytes += shipped.size;
            if (is_code(context, inode, items[inode])) layer.code = true;
            if (!is_model(context, inode, items[inode])) continue;
            layer.model_bytes += shipped.size;
            models_.push_back({shipped.size, items[inode].path, shipped.layer});
        }
        while (first_code_ < holds_.size() && !holds_[first_code_].code) ++first_code_;
    }

    void find() {
        if (first_code_ == holds_.size()) return;
        find_models_with_code();
        find_models_above_code();
        find_dependencies_above_code();
    }

 private:
    bool weighs(uint64_t bytes) const { return bytes >= worth_a_trade.of(context_.accounting.shipped()); }

    void report_models(Finding finding, const std::string& title, const std::vector<bool>& layers) {
        std::vector<Exhibit> exhibits;
        uint64_t bytes = 0;
        for (const Exhibit& model : models_) {
            if (!layers[model.layer]) continue;
            exhibits.push_back(model);
            bytes += model.weight;
        }
        finding.severity = Severity::warning;
        finding.title = megabytes(bytes) + title;
        context_.accounting.add(std::move(finding), std::move(exhibits));
    }

    void find_models_with_code() {
        std::vector<bool> layers(holds_.size());
        for (size_t layer = 0; layer < holds_.size(); ++layer)
            layers[layer] = holds_[layer].code && weighs(holds_[layer].model_bytes);
        Finding finding;
        finding.id = "models-with-code";
        finding.advice =
            "Give the models a COPY of their own, before the COPY of the code: then a change of the code "
            "ships the code "
            "alone.";
        report_models(std::move(finding),
                      " of models in one layer with code: each change of the code ships them again", layers);
    }

    void find_models_above_code() {
        std::vector<bool> layers(holds_.size());
        for (size_t layer = first_code_ + 1; layer < holds_.size(); ++layer)
            layers[layer] = !holds_[layer].code && weighs(holds_[layer].model_bytes);
        Finding finding;
        finding.id = "models-above-code";
        finding.advice = "Move the COPY or RUN that brings the models before " +
                         instruction_of(context_, static_cast<uint32_t>(first_code_), "") +
                         ", which copies code: what changes often comes last. A RUN that needs a script gets "
                         "a COPY of that alone.";
        report_models(std::move(finding),
                      " of models in layers above the code: each change of the code makes them again",
                      layers);
    }

    void find_dependencies_above_code() {
        std::vector<Exhibit> exhibits;
        for (size_t number = first_code_ + 1; number < holds_.size(); ++number) {
            const auto layer = static_cast<uint32_t>(number);
            const auto* made_by = context_.survey.made_by(layer);
            if (made_by && made_by->instruction == "RUN" && weighs(holds_[number].bytes) &&
                !installer(layer).empty())
                exhibits.push_back({holds_[number].bytes, layer, layer});
        }
        Finding finding;
        finding.id = "dependencies-above-code";
        finding.severity = Severity::note;
        finding.title = "Dependencies in layers above the code: each change of the code installs them again";
        finding.advice =
            "COPY only the lists of dependencies (requirements.txt, package.json), RUN the installation, and "
            "then copy "
            "the code, which " +
            instruction_of(context_, static_cast<uint32_t>(first_code_), "") + " does.";
        context_.accounting.add(std::move(finding), std::move(exhibits), [this](uint32_t layer) {
            return layer_name(layer) + ": RUN " + std::string(installer(layer));
        });
    }

    /// What a RUN installs with. The command itself is no evidence to show: it may hold passwords.
    std::string_view installer(uint32_t layer) const {
        for (const Command& command : commands_of(context_.survey.made_by(layer)->command))
            if (const auto name = installer_of(command); !name.empty()) return name;
        return {};
    }

    const Context& context_;
    std::vector<Holds> holds_;  ///< by layer
    std::vector<Exhibit> models_;
    size_t first_code_ = 0;  ///< the lowest layer that has some; as many as there are layers: none has
};

}  // namespace

void find_build_order(const Context& context) { Order(context).find(); }

}  // namespace plimsoll::findings
