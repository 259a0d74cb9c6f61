// Generated from strategos/v1/workflow.proto by protoc-gen-strategos-js. Do not edit.
import { enumInfo, isSet, keepUnknown, messageType, toBase64, wellKnown } from "../../../runtime/index.js";
import { Duration } from "../../google/protobuf/duration.js";
import { Struct } from "../../google/protobuf/struct.js";

export const Workflow = messageType("strategos.v1.Workflow", {
    create(init) {
        return {
            name: "",
            description: "",
            version: 0,
            steps: [],
            result: "",
            tokens: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.name !== "") w.tag(10).string(m.name);
        if (m.description !== "") w.tag(18).string(m.description);
        if (m.version !== 0) w.tag(24).uint32(m.version);
        for (const value of m.steps) w.tag(34).message(WorkflowStep, value);
        if (m.result !== "") w.tag(42).string(m.result);
        if (m.tokens !== 0) w.tag(48).uint32(m.tokens);
        if (m.reserve !== undefined) w.tag(58).message(Duration, m.reserve);
        if (m.leastTime !== undefined) w.tag(66).message(Duration, m.leastTime);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Workflow.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.name = r.string();
                    break;
                case 18:
                    m.description = r.string();
                    break;
                case 24:
                    m.version = r.uint32();
                    break;
                case 34:
                    m.steps.push(r.message(WorkflowStep));
                    break;
                case 42:
                    m.result = r.string();
                    break;
                case 48:
                    m.tokens = r.uint32();
                    break;
                case 58:
                    m.reserve = r.message(Duration, m.reserve);
                    break;
                case 66:
                    m.leastTime = r.message(Duration, m.leastTime);
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.name !== "" || w.emitsAll) json[w.key("name", "name")] = m.name;
        if (m.description !== "" || w.emitsAll) json[w.key("description", "description")] = m.description;
        if (m.version !== 0 || w.emitsAll) json[w.key("version", "version")] = m.version;
        if (m.steps.length > 0 || w.emitsAll) json[w.key("steps", "steps")] = m.steps.map((value) => WorkflowStep.writeJson(value, w));
        if (m.result !== "" || w.emitsAll) json[w.key("result", "result")] = m.result;
        if (m.tokens !== 0 || w.emitsAll) json[w.key("tokens", "tokens")] = m.tokens;
        if (m.reserve !== undefined) json[w.key("reserve", "reserve")] = Duration.writeJson(m.reserve, w);
        if (m.leastTime !== undefined) json[w.key("leastTime", "least_time")] = Duration.writeJson(m.leastTime, w);
        return json;
    },
    readJson(json, r, m = Workflow.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "name":
                    m.name = r.string(value);
                    break;
                case "description":
                    m.description = r.string(value);
                    break;
                case "version":
                    m.version = r.uint32(value);
                    break;
                case "steps":
                    for (const item of r.items(value)) {
                        m.steps.push(r.message(WorkflowStep, item));
                    }
                    break;
                case "result":
                    m.result = r.string(value);
                    break;
                case "tokens":
                    m.tokens = r.uint32(value);
                    break;
                case "reserve":
                    m.reserve = r.message(Duration, value);
                    break;
                case "least_time":
                    r.alias(json, "leastTime"); // falls through
                case "leastTime":
                    m.leastTime = r.message(Duration, value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const WorkflowStep = messageType("strategos.v1.WorkflowStep", {
    create(init) {
        return {
            name: "",
            when: "",
            fallback: [],
            optional: false,
            ...init,
        };
    },
    write(m, w) {
        if (m.name !== "") w.tag(10).string(m.name);
        if (m.when !== "") w.tag(18).string(m.when);
        if (m.budget !== undefined) w.tag(26).message(WorkflowBudget, m.budget);
        if (m.attempts !== undefined) w.tag(32).uint32(m.attempts);
        for (const value of m.fallback) w.tag(42).message(WorkflowStep, value);
        if (m.optional) w.tag(48).bool(m.optional);
        if (m.action?.case === "task") w.tag(58).message(WorkflowTask, m.action.value);
        if (m.action?.case === "sequence") w.tag(66).message(WorkflowSteps, m.action.value);
        if (m.action?.case === "parallel") w.tag(74).message(WorkflowSteps, m.action.value);
        if (m.action?.case === "race") w.tag(82).message(WorkflowSteps, m.action.value);
        if (m.action?.case === "loop") w.tag(90).message(WorkflowLoop, m.action.value);
        if (m.action?.case === "workflow") w.tag(98).string(m.action.value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = WorkflowStep.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.name = r.string();
                    break;
                case 18:
                    m.when = r.string();
                    break;
                case 26:
                    m.budget = r.message(WorkflowBudget, m.budget);
                    break;
                case 32:
                    m.attempts = r.uint32();
                    break;
                case 42:
                    m.fallback.push(r.message(WorkflowStep));
                    break;
                case 48:
                    m.optional = r.bool();
                    break;
                case 58:
                    m.action = { case: "task", value: r.message(WorkflowTask, m.action?.case === "task" ? m.action.value : undefined) };
                    break;
                case 66:
                    m.action = { case: "sequence", value: r.message(WorkflowSteps, m.action?.case === "sequence" ? m.action.value : undefined) };
                    break;
                case 74:
                    m.action = { case: "parallel", value: r.message(WorkflowSteps, m.action?.case === "parallel" ? m.action.value : undefined) };
                    break;
                case 82:
                    m.action = { case: "race", value: r.message(WorkflowSteps, m.action?.case === "race" ? m.action.value : undefined) };
                    break;
                case 90:
                    m.action = { case: "loop", value: r.message(WorkflowLoop, m.action?.case === "loop" ? m.action.value : undefined) };
                    break;
                case 98:
                    m.action = { case: "workflow", value: r.string() };
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.name !== "" || w.emitsAll) json[w.key("name", "name")] = m.name;
        if (m.when !== "" || w.emitsAll) json[w.key("when", "when")] = m.when;
        if (m.budget !== undefined) json[w.key("budget", "budget")] = WorkflowBudget.writeJson(m.budget, w);
        if (m.attempts !== undefined) json[w.key("attempts", "attempts")] = m.attempts;
        if (m.fallback.length > 0 || w.emitsAll) json[w.key("fallback", "fallback")] = m.fallback.map((value) => WorkflowStep.writeJson(value, w));
        if (m.optional || w.emitsAll) json[w.key("optional", "optional")] = m.optional;
        if (m.action?.case === "task") json[w.key("task", "task")] = WorkflowTask.writeJson(m.action.value, w);
        if (m.action?.case === "sequence") json[w.key("sequence", "sequence")] = WorkflowSteps.writeJson(m.action.value, w);
        if (m.action?.case === "parallel") json[w.key("parallel", "parallel")] = WorkflowSteps.writeJson(m.action.value, w);
        if (m.action?.case === "race") json[w.key("race", "race")] = WorkflowSteps.writeJson(m.action.value, w);
        if (m.action?.case === "loop") json[w.key("loop", "loop")] = WorkflowLoop.writeJson(m.action.value, w);
        if (m.action?.case === "workflow") json[w.key("workflow", "workflow")] = m.action.value;
        return json;
    },
    readJson(json, r, m = WorkflowStep.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "name":
                    m.name = r.string(value);
                    break;
                case "when":
                    m.when = r.string(value);
                    break;
                case "budget":
                    m.budget = r.message(WorkflowBudget, value);
                    break;
                case "attempts":
                    m.attempts = r.uint32(value);
                    break;
                case "fallback":
                    for (const item of r.items(value)) {
                        m.fallback.push(r.message(WorkflowStep, item));
                    }
                    break;
                case "optional":
                    m.optional = r.bool(value);
                    break;
                case "task":
                    r.once(m.action, "action");
                    m.action = { case: "task", value: r.message(WorkflowTask, value) };
                    break;
                case "sequence":
                    r.once(m.action, "action");
                    m.action = { case: "sequence", value: r.message(WorkflowSteps, value) };
                    break;
                case "parallel":
                    r.once(m.action, "action");
                    m.action = { case: "parallel", value: r.message(WorkflowSteps, value) };
                    break;
                case "race":
                    r.once(m.action, "action");
                    m.action = { case: "race", value: r.message(WorkflowSteps, value) };
                    break;
                case "loop":
                    r.once(m.action, "action");
                    m.action = { case: "loop", value: r.message(WorkflowLoop, value) };
                    break;
                case "workflow":
                    r.once(m.action, "action");
                    m.action = { case: "workflow", value: r.string(value) };
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const WorkflowBudget = messageType("strategos.v1.WorkflowBudget", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.time !== undefined) w.tag(10).message(Duration, m.time);
        if (m.sharePerMille !== undefined) w.tag(16).uint32(m.sharePerMille);
        if (m.tokens !== undefined) w.tag(24).uint32(m.tokens);
        if (m.leastTime !== undefined) w.tag(34).message(Duration, m.leastTime);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = WorkflowBudget.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.time = r.message(Duration, m.time);
                    break;
                case 16:
                    m.sharePerMille = r.uint32();
                    break;
                case 24:
                    m.tokens = r.uint32();
                    break;
                case 34:
                    m.leastTime = r.message(Duration, m.leastTime);
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.time !== undefined) json[w.key("time", "time")] = Duration.writeJson(m.time, w);
        if (m.sharePerMille !== undefined) json[w.key("sharePerMille", "share_per_mille")] = m.sharePerMille;
        if (m.tokens !== undefined) json[w.key("tokens", "tokens")] = m.tokens;
        if (m.leastTime !== undefined) json[w.key("leastTime", "least_time")] = Duration.writeJson(m.leastTime, w);
        return json;
    },
    readJson(json, r, m = WorkflowBudget.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "time":
                    m.time = r.message(Duration, value);
                    break;
                case "share_per_mille":
                    r.alias(json, "sharePerMille"); // falls through
                case "sharePerMille":
                    m.sharePerMille = r.uint32(value);
                    break;
                case "tokens":
                    m.tokens = r.uint32(value);
                    break;
                case "least_time":
                    r.alias(json, "leastTime"); // falls through
                case "leastTime":
                    m.leastTime = r.message(Duration, value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const WorkflowTask = messageType("strategos.v1.WorkflowTask", {
    create(init) {
        return {
            uses: "",
            inputs: new Map(),
            ...init,
        };
    },
    write(m, w) {
        if (m.uses !== "") w.tag(10).string(m.uses);
        for (const [key, value] of m.inputs) {
            w.tag(18).delimited(() => {
                w.tag(10).string(key);
                w.tag(18).string(value);
            });
        }
        if (m.settings !== undefined) w.tag(26).message(Struct, m.settings);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = WorkflowTask.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.uses = r.string();
                    break;
                case 18:
                    r.entry(m.inputs, 10, (r) => r.string(), "", 18, (r) => r.string(), () => "");
                    break;
                case 26:
                    m.settings = r.message(Struct, m.settings);
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.uses !== "" || w.emitsAll) json[w.key("uses", "uses")] = m.uses;
        if (m.inputs.size > 0 || w.emitsAll) json[w.key("inputs", "inputs")] = w.map(m.inputs, (value) => value);
        if (m.settings !== undefined) json[w.key("settings", "settings")] = Struct.writeJson(m.settings, w);
        return json;
    },
    readJson(json, r, m = WorkflowTask.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "uses":
                    m.uses = r.string(value);
                    break;
                case "inputs":
                    for (const [key, element] of r.pairs(value)) {
                        m.inputs.set(r.string(key), r.string(element));
                    }
                    break;
                case "settings":
                    m.settings = r.message(Struct, value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const WorkflowSteps = messageType("strategos.v1.WorkflowSteps", {
    create(init) {
        return {
            steps: [],
            ...init,
        };
    },
    write(m, w) {
        for (const value of m.steps) w.tag(10).message(WorkflowStep, value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = WorkflowSteps.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.steps.push(r.message(WorkflowStep));
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.steps.length > 0 || w.emitsAll) json[w.key("steps", "steps")] = m.steps.map((value) => WorkflowStep.writeJson(value, w));
        return json;
    },
    readJson(json, r, m = WorkflowSteps.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "steps":
                    for (const item of r.items(value)) {
                        m.steps.push(r.message(WorkflowStep, item));
                    }
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const WorkflowLoop = messageType("strategos.v1.WorkflowLoop", {
    create(init) {
        return {
            times: 0,
            until: "",
            steps: [],
            ...init,
        };
    },
    write(m, w) {
        if (m.times !== 0) w.tag(8).uint32(m.times);
        if (m.until !== "") w.tag(18).string(m.until);
        for (const value of m.steps) w.tag(26).message(WorkflowStep, value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = WorkflowLoop.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.times = r.uint32();
                    break;
                case 18:
                    m.until = r.string();
                    break;
                case 26:
                    m.steps.push(r.message(WorkflowStep));
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.times !== 0 || w.emitsAll) json[w.key("times", "times")] = m.times;
        if (m.until !== "" || w.emitsAll) json[w.key("until", "until")] = m.until;
        if (m.steps.length > 0 || w.emitsAll) json[w.key("steps", "steps")] = m.steps.map((value) => WorkflowStep.writeJson(value, w));
        return json;
    },
    readJson(json, r, m = WorkflowLoop.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "times":
                    m.times = r.uint32(value);
                    break;
                case "until":
                    m.until = r.string(value);
                    break;
                case "steps":
                    for (const item of r.items(value)) {
                        m.steps.push(r.message(WorkflowStep, item));
                    }
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});
