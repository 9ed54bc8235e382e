package main

import (
	"encoding/json"
	"net/http"

	"vigie"
	"vigie/pack"
)

// country is what the pages say of the pack: what the ids that the api gives are called, and what day it is here. Only who has logged in
// reads it: the indicators are what an office looks for.
type country struct {
	Today         vigie.Date           `json:"today"`
	Name          pack.Text            `json:"name"`
	Languages     []string             `json:"languages"`
	TimeZone      string               `json:"timeZone"`
	Currency      string               `json:"currency"`
	Words         map[string]words     `json:"words"` // by list and id
	Indicators    map[string]indicated `json:"indicators"`
	Models        map[string]modelled  `json:"models"`
	Features      words                `json:"features"` // what each one means, by family.column
	Methodologies words                `json:"methodologies"`
}

type words map[string]pack.Text

// indicated is what a page says beside what an indicator shows.
type indicated struct {
	Question   pack.Text   `json:"question"`
	Why        pack.Text   `json:"why"`
	Innocent   []pack.Text `json:"innocent"`
	Unit       pack.Text   `json:"unit"`
	Phenomenon string      `json:"phenomenon,omitempty"`
	LegalBasis string      `json:"legalBasis,omitempty"`
}

// modelled is what a page says of a model whose targets it lists.
type modelled struct {
	Name        pack.Text      `json:"name"`
	Meaning     pack.Text      `json:"meaning"`
	Capacity    int            `json:"capacity"`              // visits that one list asks of a territory,
	Territories map[string]int `json:"territories,omitempty"` // unless it says otherwise
}

func tellCountry(w http.ResponseWriter, p *pack.Pack, today vigie.Date) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	_ = json.NewEncoder(w).Encode(countryTold(p, today)) // who asked may be gone
}

func countryTold(p *pack.Pack, today vigie.Date) *country {
	c := &country{Today: today, Name: p.Name, Languages: p.Languages, TimeZone: p.TimeZone, Currency: p.Currency, Words: map[string]words{},
		Indicators: map[string]indicated{}, Models: map[string]modelled{}, Features: words{}, Methodologies: words{}}
	for list, said := range p.Words {
		c.Words[list] = said
	}
	c.Words["territory"], c.Words["sector"], c.Words["service"] = named(p.Groups), named(p.Sectors), named(p.Services)
	c.Words["directorate"], c.Words["phenomenon"], c.Words["meaning"], c.Words["resource"] = words{}, words{}, words{}, words{}
	for _, d := range p.Directorates {
		c.Words["directorate"][d.ID] = d.Name
	}
	for _, x := range p.Phenomena {
		c.Words["phenomenon"][x.ID], c.Words["meaning"][x.ID] = x.Name, x.Meaning
	}
	if p.Network != nil {
		for _, k := range p.Network.Kinds {
			c.Words["resource"][k.Kind] = k.Name
		}
	}
	for i := range p.Indicators {
		x := &p.Indicators[i]
		c.Indicators[x.ID] = indicated{x.Question, x.Why, x.Innocent, x.Unit, x.Phenomenon, x.LegalBasis}
	}
	for i := range p.Models {
		m := &p.Models[i]
		c.Models[m.ID] = modelled{m.Name, m.Meaning, m.Campaign.Capacity, m.Campaign.Territories}
	}
	for _, f := range p.Families {
		for _, x := range f.Features {
			c.Features[f.ID+"."+x.Name] = x.Meaning
		}
	}
	for _, m := range p.Methodologies {
		c.Methodologies[m.ID] = m.Title
	}
	return c
}

func named(all []pack.Area) words {
	said := words{}
	for _, a := range all {
		said[a.ID] = a.Name
	}
	return said
}
