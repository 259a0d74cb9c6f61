// SPDX-License-Identifier: Apache-2.0

import MatchStorage
import Providers
import RPCServer
import Services

/// The services of `strategos serve`.
struct ServedServices {
    /// All of them, health included, and reflection unless it is not wanted.
    let all: [any RPCService]
    /// Where futures are played.
    let planning: StrategySearch

    /// What is served by plain HTTP, beside the methods with a route.
    var routes: [HTTPRoute] {
        StatusRoutes(health: health, services: all, files: files).all + health.routes
            + [metrics] + (hasReflection ? [.openAPI(title: "Strategos", version: Strategos.version)] : [])
            + GameServices.routes() + (files.map { [.files($0)] } ?? [])
    }

    /// Everything that can be called, resources of plain HTTP included.
    var methods: [MethodDescriptor] {
        all.flatMap { $0.binding.methods.map(\.descriptor) } + routes.map(\.descriptor)
    }

    private let health: HealthService
    private let files: StaticFiles?
    private let hasReflection: Bool
    private let matches: Matches
    private let models: ServedModels?
    private let experience: ExperienceLog?
    /// What health calls the match store: NOT_SERVING while it is read-only.
    private static let storeName = "store"

    private var metrics: HTTPRoute {
        let (counters, matches, models, experience) = (planning.counters, self.matches, self.models, self.experience)
        return .metrics(adding: {
            counters.prometheusText + matches.metrics.prometheusText() + (models?.prometheusText ?? "")
                + (experience?.prometheusText ?? "")
        })
    }

    /// - Parameters:
    ///   - models: what is asked besides the planners; nil for nothing.
    ///   - experience: what earlier matches have taught; nil: nothing is learnt.
    ///   - files: what browsers get besides.
    ///   - reflection: whether callers may ask for the schema.
    init(
        _ search: SearchSettings, _ matches: Matches, _ models: ServedModels? = nil,
        experience: ExperienceLog? = nil, files: StaticFiles? = nil, reflection: Bool = true
    ) {
        self.files = files
        hasReflection = reflection
        planning = StrategySearch(search, log: experience)
        self.matches = matches
        self.models = models
        self.experience = experience
        if let outcomes = planning.outcomes {
            matches.store.observe { event in
                if case .appended(let records) = event { outcomes.reported(records) }
            }
        }
        let game: [any RPCService] =
            GameServices.all(search: planning, matches: matches, advising: models?.advising)
            + [BackendAnswers(models?.backends ?? [])]
        let health = HealthService(
            services: game.map(\.binding.name) + [Self.storeName] + (models?.healthNames ?? []))
        self.health = health
        models?.report(to: health)
        matches.store.observe { event in
            if case .writable(let isWritable) = event {
                health.set(isWritable ? .serving : .notServing, for: Self.storeName)
            }
        }
        let described = game + [health]
        all = described + (reflection ? ReflectionService.all(for: described) : [])
    }

    /// Lets health say that no more calls are wanted.
    func stopServing() {
        health.stopServing()
    }
}
