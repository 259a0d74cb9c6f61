# SPDX-License-Identifier: Apache-2.0
"""Strategies for Strategos, as a workflow of the NeMo Agent Toolkit."""
